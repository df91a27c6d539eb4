"""The measures of a mentoring programme, written a second time.

Plain Python, standard library only, no speed intended: each module states the
definitions of one family as directly as it can, so that its figures can be
held against those of the program, cell by cell.
"""
