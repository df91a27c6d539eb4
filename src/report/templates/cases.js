// Choosing, ordering and copying cases. The page is complete without it.
(() => {
  "use strict";
  const AT_ONCE = 500;
  const PRINTED = 1000;
  const PLAIN = { "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#x27;": "'", "&#x2f;": "/", "&amp;": "&" };
  const numbers = (text) => text.split(" ").map((part) => (part === "-" ? null : Number(part)));
  const count = (value) => value.toLocaleString("en-GB");

  /** The rows of a case that came as text, made when they are first shown. */
  const made = (html) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    return template.content.firstElementChild;
  };

  /** The rows without what this script puts into them. */
  const copyOf = (rows) => {
    const copy = rows.cloneNode(true);
    copy.querySelector(".copy")?.remove();
    return copy;
  };

  /** A case: by what it is chosen and ordered, its words, its rows. */
  const ofRows = (rows, rank) => ({
    rank, rows,
    values: numbers(rows.dataset.v),
    orders: numbers(rows.dataset.o),
    words() {
      const words = copyOf(rows).textContent.toLowerCase();
      this.words = () => words;
      return words;
    },
  });
  const ofText = (html, rank) => ({
    rank, html,
    get values() { return once(this, "values", numbers(attribute(html, "data-v"))); },
    get orders() { return once(this, "orders", numbers(attribute(html, "data-o"))); },
    words() {
      const text = this.html.replace(/<[^>]*>/g, " ").replace(/&(lt|gt|quot|amp|#x27|#x2f);/g, (sign) => PLAIN[sign]);
      const words = text.toLowerCase();
      this.words = () => words;
      return words;
    },
  });

  const attribute = (html, name) => {
    const start = html.indexOf(`${name}="`) + name.length + 2;
    return html.slice(start, html.indexOf("\"", start));
  };
  /** Computed once. */
  const once = (of, name, value) => {
    Object.defineProperty(of, name, { value });
    return value;
  };
  /** The cases of a text, one after the other. */
  const inText = (text, rank) => {
    const found = [];
    for (let start = text.indexOf("<tbody"); start >= 0;) {
      const end = text.indexOf("</tbody>", start) + "</tbody>".length;
      found.push(ofText(text.slice(start, end), rank + found.length));
      start = text.indexOf("<tbody", end);
    }
    return found;
  };

  /** Makes one list one in which cases can be chosen, ordered and copied. */
  const enliven = (box) => {
    const table = box.querySelector("table.cases");
    const form = box.querySelector("form.choice");
    const shown = box.querySelector(".shown");
    const further = box.querySelector(".further");
    const headings = [...table.tHead.rows[0].cells];
    const labels = headings.map((heading) => heading.textContent.trim());
    const total = Number(box.dataset.total);
    let cases = [...table.tBodies].map(ofRows);
    /** All cases; those that came as text are found when they are first asked for. */
    const all = () => {
      const others = box.querySelector("noscript");
      if (cases.length < total) cases = cases.concat(inText(others?.textContent ?? "", cases.length));
      return cases;
    };
    let limit = cases.length < total ? cases.length : AT_ONCE;
    let by = null;
    let falling = false;

    /** The case as text for an e-mail. */
    const letter = (rows) => {
      const [cells, sentences] = rows.rows;
      const said = (cell) => {
        const aside = cell.querySelector("small")?.textContent;
        return cell.firstChild?.textContent.trim() + (aside ? ` (${aside})` : "");
      };
      const short = [...cells.cells].slice(1, -1).map((cell, place) => `${labels[place + 1]}: ${said(cell)}`);
      const long = [...sentences.querySelectorAll("p")].map((sentence) => sentence.textContent.trim());
      const filled = short.filter((line) => !/: (undefined)?$/.test(line));
      return [said(cells.cells[0]), "", ...long, "", ...filled, "", table.caption.textContent.trim()].join("\n");
    };

    const withButton = (rows) => {
      if (!navigator.clipboard || rows.querySelector(".copy")) return rows;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.textContent = "Copy as e-mail text";
      const name = rows.rows[0].cells[0].firstChild?.textContent ?? "";
      button.setAttribute("aria-label", `Copy as e-mail text: ${name}`);
      rows.rows[1].cells[0].prepend(button);
      return rows;
    };

    const draw = (repeat = true) => {
      const wanted = form ? [...form.querySelectorAll("select")].map((choice) => choice.value) : [];
      const text = form?.querySelector("input").value.trim().toLowerCase() ?? "";
      const fits = (one) =>
        wanted.every((value, place) => value === "" || String(one.values[place] ?? "-") === value) &&
        (text === "" || one.words().includes(text));
      const chosen = text !== "" || wanted.some((value) => value !== "");
      const asked = repeat ? all() : cases;
      const kept = chosen ? asked.filter(fits) : [...asked];
      if (by !== null) {
        kept.sort((left, right) => {
          const [one, other] = [left.orders[by], right.orders[by]];
          if (one === other) return left.rank - right.rank;
          if (one === null || other === null) return one === null ? 1 : -1;
          return falling ? other - one : one - other;
        });
      }
      const drawn = kept.slice(0, limit);
      if (repeat) {
        for (const rows of [...table.tBodies]) rows.remove();
        for (const one of drawn) one.rows ??= made(one.html);
        table.append(...drawn.map((one) => withButton(one.rows)));
      } else {
        drawn.forEach((one) => withButton(one.rows));
      }
      const fitting = chosen ? kept.length : total;
      const noun = total === 1 ? box.dataset.one : box.dataset.many;
      const of = fitting < total ? `${count(fitting)} of ` : "";
      const part = drawn.length < fitting ? `, the first ${count(drawn.length)} shown` : "";
      shown.textContent = `${of}${count(total)} ${noun}${part}`;
      // Paper says so where it does not hold all of them.
      shown.classList.toggle("partial", drawn.length < total);
      further.hidden = drawn.length === fitting;
    };

    const order = (heading) => {
      const place = Number(heading.dataset.sorts);
      if (by !== place) [by, falling] = [place, false];
      else if (!falling) falling = true;
      else by = null;
      for (const other of headings) other.removeAttribute("aria-sort");
      if (by !== null) heading.setAttribute("aria-sort", falling ? "descending" : "ascending");
      draw();
    };

    for (const heading of headings.filter((heading) => heading.dataset.sorts)) {
      const button = document.createElement("button");
      button.type = "button";
      // Paper repeats headings on each page, but not the buttons in them.
      const printed = document.createElement("span");
      printed.className = "printed";
      printed.textContent = button.textContent = heading.textContent;
      heading.replaceChildren(button, printed);
      button.addEventListener("click", () => order(heading));
    }
    table.addEventListener("click", async ({ target }) => {
      if (!target.matches(".copy")) return;
      try {
        await navigator.clipboard.writeText(letter(target.closest("tbody")));
        shown.textContent = "Copied.";
      } catch {
        shown.textContent = "The browser does not allow copying here.";
      }
    });
    form?.addEventListener("input", () => draw());
    form?.addEventListener("submit", (event) => event.preventDefault());
    form?.addEventListener("reset", () => {
      by = null;
      for (const heading of headings) heading.removeAttribute("aria-sort");
      setTimeout(draw);
    });
    further.querySelector("button").addEventListener("click", () => {
      limit += AT_ONCE;
      draw();
    });
    addEventListener("beforeprint", () => {
      limit = Math.max(limit, PRINTED);
      if (!further.hidden) draw();
    });
    draw(false);
    shown.hidden = false;
    if (form) form.hidden = false;
  };

  for (const box of document.querySelectorAll(".cases-of")) enliven(box);
})();
