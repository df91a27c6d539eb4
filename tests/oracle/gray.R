# Reference values of Gray's comparison of cumulative incidences, made with R and cmprsk.
#
#     Rscript tests/oracle/gray.R > tests/oracle/gray.json
#
# The values are checked in (R 4.2.2, cmprsk 2.2-11); the tests need no R. Times have many ties;
# cause 0 is censored, 1 the event, 2 what competes with it. For each sample: Gray's score of the
# first group (observed less expected), its variance, the statistic and its p, of pairs that are
# independent of each other.

suppressMessages(library(cmprsk))

group <- function(n, a, b, m, c, limit) {
  i <- seq_len(n) - 1
  time <- 1 + (a * i * i + b * i) %% m
  cause <- (c * i + i %/% 3) %% 3
  list(time = pmin(time, limit), cause = ifelse(time > limit, 0, cause))
}

score <- function(time, cause, of) {
  n <- length(time)
  found <- .Fortran("crstm", as.double(time), as.integer(cause), as.integer(of), as.integer(rep(1, n)),
    as.integer(n), as.double(0), as.integer(1), as.integer(2), double(1), double(1), as.double(time),
    as.integer(cause), as.integer(of), double(2), double(1), double(2), double(20), integer(8),
    PACKAGE = "cmprsk")
  c(found[[9]], found[[10]])
}

sample <- function(first, second) {
  time <- c(first$time, second$time)
  cause <- c(first$cause, second$cause)
  of <- rep(1:2, c(length(first$time), length(second$time)))
  # crstm wants them in order of time.
  o <- order(time)
  s <- score(time[o], cause[o], of[o])
  test <- cuminc(time, cause, of)$Tests["1", ]
  numbers <- function(x) paste0("[", paste(x, collapse = ", "), "]")
  exits <- function(g) sprintf("[%s, %s]", numbers(g$time), numbers(g$cause))
  sprintf('{"groups": [%s, %s], "score": %.12g, "variance": %.12g, "statistic": %.12g, "p": %.12g}',
    exits(first), exits(second), s[1], s[2], test[["stat"]], test[["pv"]])
}

cases <- c(
  sample(group(40, 7, 3, 41, 1, 90), group(40, 5, 11, 43, 2, 90)),
  sample(group(40, 7, 3, 41, 1, 30), group(30, 5, 11, 67, 2, 40)),
  sample(group(25, 3, 1, 29, 2, 20), group(60, 11, 2, 53, 1, 35)),
  sample(group(60, 2, 9, 71, 1, 50), group(60, 13, 5, 37, 1, 50)),
  sample(group(80, 17, 4, 97, 2, 60), group(50, 3, 8, 59, 1, 45))
)
cat("[\n", paste(cases, collapse = ",\n"), "\n]\n", sep = "")
