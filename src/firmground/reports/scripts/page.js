/* What a page does beyond showing itself. Every part works without this; nothing is asked of any server.
   Controls are made here and not in the page, so that a reader without scripts never meets a dead one. */
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  let ids = 0;
  const labelled = (text, control) => {
    control.id ||= `control-${++ids}`;
    return make("span", { class: "control" }, make("label", { for: control.id }, text), control);
  };

  /* A link to something folded away unfolds it. */
  const unfold = () => {
    let name = "";
    try { name = decodeURIComponent(location.hash.slice(1)); } catch { return; }
    const target = name && document.getElementById(name);
    if (!target) return;
    const hidden = target.closest("[hidden]");
    if (hidden) all(".filter").forEach((form) => form.reset());
    let folded = false;
    for (let part = target.querySelector(":scope > details") || target; part; part = part.parentElement) {
      if (part.tagName === "DETAILS" && !part.open) folded = part.open = true;
    }
    if (folded || hidden) target.scrollIntoView();
  };

  /* Filters: <div data-filter="verdict|Verdict; central|Only central claims"> with items [data-item], each saying
     data-verdict="overstated", or several as data-gap="uncited; overstated". A facet whose only value is "yes" is a box. Words that stand on the item anyway need
     no attribute: "verdict|Verdict|.verdict b" goes by what is shown there. */
  const filter = (box) => {
    const items = all("[data-item]", box);
    if (items.length < 2) return;
    const noun = box.dataset.noun || "entries";
    const facets = box.dataset.filter.split(";").map((told) => told.split("|").map((word) => word.trim()));
    const found = new Map(facets.map(([facet]) => [facet, new Map()]));
    const read = (item, facet, where) => {
      const told = where ? all(where, item).map((e) => e.textContent) : (item.dataset[facet] || "").split(";");
      return [...new Set(told.map((v) => v.trim()).filter(Boolean))];
    };
    const values = (item, facet, where) => {
      const known = found.get(facet);
      if (!known.has(item)) known.set(item, read(item, facet, where));
      return known.get(item);
    };
    const form = make("form", { class: "filter", role: "search", "aria-label": `Choose ${noun}` });
    const controls = [];
    const words = make("input", { type: "search", autocomplete: "off", spellcheck: "false" });
    form.append(labelled("Words", words));
    for (const [facet, label, where] of facets) {
      const counts = new Map();
      items.forEach((item) => values(item, facet, where).forEach((v) => counts.set(v, (counts.get(v) || 0) + 1)));
      if (!counts.size) continue;
      if (counts.size === 1 && counts.has("yes")) {
        const tick = make("input", { type: "checkbox" });
        form.append(labelled(`${label} (${counts.get("yes")})`, tick));
        controls.push((item) => !tick.checked || values(item, facet).includes("yes"));
      } else if (counts.size > 1 || items.length > [...counts.values()][0]) {
        const order = (box.dataset[`${facet}Order`] || "").split(";").map((v) => v.trim());
        const rank = (v) => (order.includes(v) ? order.indexOf(v) : order.length);
        const named = [...counts.keys()].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
        const select = make("select", {}, make("option", { value: "" }, "all"));
        named.forEach((v) => select.append(make("option", { value: v }, `${v} (${counts.get(v)})`)));
        form.append(labelled(label, select));
        controls.push((item) => !select.value || values(item, facet).includes(select.value));
      }
    }
    const said = make("output", { class: "count", role: "status" });
    form.append(make("button", { type: "reset" }, "Show all"), said);
    const texts = new Map();
    const fits = (item, asked) => {
      if (!asked.length) return true;
      if (!texts.has(item)) texts.set(item, plain(item.textContent));
      return asked.every((word) => texts.get(item).includes(word));
    };
    const apply = () => {
      const asked = plain(words.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      items.forEach((item) => {
        item.hidden = !(controls.every((holds) => holds(item)) && fits(item, asked));
        shown += !item.hidden;
      });
      all("[data-group]", box).forEach((group) => {
        const inside = all("[data-item]", group);
        const left = inside.filter((item) => !item.hidden).length;
        group.hidden = !left;
        all("[data-count]", group).forEach((told) => {
          told.textContent = left < inside.length ? `${left} of ${told.dataset.count}` : told.dataset.count;
        });
      });
      said.textContent = shown === items.length ? `All ${shown} ${noun}` : `${shown} of ${items.length} ${noun}`;
      box.dispatchEvent(new CustomEvent("filtered"));
    };
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
    box.prepend(form);
    apply();
  };

  /* Search: <div data-search> with groups [data-group] of items [data-item]; what is in <b class="t"> weighs most,
     and data-words are searched but not shown. The hits of a group stand in one list, the best first. */
  const FIRST = 12;
  const search = (box) => {
    const groups = all("[data-group]", box).map((element) => {
      const hits = make("ul", { class: "index hits" });
      const more = make("button", { type: "button" });
      hits.hidden = more.hidden = true;
      element.append(hits, more);
      return { element, hits, more, index: [...element.children].filter((part) => !/^H2$/.test(part.tagName) && part !== hits && part !== more) };
    });
    const items = all("[data-item]", box).map((element) => {
      const title = (element.querySelector(".t") || element).textContent;
      const text = `${element.textContent} ${element.dataset.words || ""}`;
      return { element, title: plain(title), text: plain(text), group: groups.find((g) => g.element.contains(element)) };
    });
    const field = make("input", { type: "search", autocomplete: "off", spellcheck: "false", enterkeyhint: "search" });
    const said = make("output", { class: "count", role: "status" });
    const form = make("form", { class: "filter seek", role: "search" }, labelled("Search for", field), said);
    /* “How do the doses help?” asks for “dos” and “help”, which find “dosing” and “helps” too. */
    const SMALL = /^(a|an|and|are|can|do|does|for|how|in|is|it|of|on|or|the|there|to|what|which|who|with)$/;
    const words = () => {
      const given = plain(field.value).split(/[^\p{L}\p{N}.-]+/u).map((word) => word.replace(/^[.-]+|[.-]+$/g, "")).filter(Boolean);
      const told = given.filter((word) => !SMALL.test(word));
      return (told.length ? told : given).map((word) => (word.length > 4 ? word.replace(/(ing|ed|e?s)$/, "") : word));
    };
    const starts = (text, word) => {
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        if (!at || !/[\p{L}\p{N}]/u.test(text[at - 1])) return true;
      }
      return false;
    };
    const points = (item, word) =>
      !item.text.includes(word) ? 0 : 1 + (starts(item.text, word) ? 2 : 0) + (item.title.includes(word) ? 2 : 0) + (starts(item.title, word) ? 4 : 0);
    const apply = () => {
      const asked = words();
      const scored = items.map((item) => {
        const each = asked.map((word) => points(item, word));
        return { item, hit: each.filter(Boolean).length, sum: each.reduce((a, b) => a + b, 0) };
      });
      /* All words together, or as many of them as any entry has. */
      const most = asked.length ? Math.max(...scored.map((one) => one.hit)) : 0;
      const found = scored.filter((one) => most && one.hit === most);
      found.sort((a, b) => b.sum - a.sum || a.item.title.length - b.item.title.length);
      for (const group of groups) {
        const mine = found.filter((one) => one.item.group === group);
        const show = (number) => {
          group.hits.replaceChildren(...mine.slice(0, number).map((one) => one.item.element.cloneNode(true)));
          group.more.hidden = mine.length <= number;
        };
        group.more.textContent = `Show all ${mine.length}`;
        group.more.onclick = () => {
          show(mine.length);
          group.hits.children[FIRST].querySelector("a")?.focus();
        };
        show(FIRST);
        group.hits.hidden = !most;
        group.index.forEach((part) => { part.hidden = asked.length > 0; });
        group.element.hidden = asked.length > 0 && !mine.length;
      }
      const part = most && most < asked.length ? `, with ${most} of ${asked.length} words` : "";
      said.textContent = !asked.length ? "" : found.length ? `${found.length} found${part}` : "Nothing found. Try another word, or a part of one.";
    };
    let waiting = 0;
    form.addEventListener("input", () => {
      apply();
      clearTimeout(waiting);
      waiting = setTimeout(() => { try { history.replaceState(null, "", field.value ? `#q=${encodeURIComponent(field.value)}` : "#"); } catch { /* a page in a frame may not */ } }, 300);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    box.prepend(form);
    const asked = () => {
      if (location.hash.startsWith("#q=")) {
        try { field.value = decodeURIComponent(location.hash.slice(3)); } catch { return; }
      } else if (field.value && location.hash.length > 1) {
        field.value = "";
      } else return;
      apply();
    };
    addEventListener("hashchange", asked);
    asked();
    if (location.hash.length < 2 || field.value) field.focus({ preventScroll: true });
  };

  /* A link to the search page becomes a field that leads there with its words. */
  const seek = (link) => {
    const field = make("input", { type: "search", autocomplete: "off", spellcheck: "false", enterkeyhint: "search" });
    const form = make("form", { class: "filter seek", role: "search" }, labelled(link.textContent, field), make("button", {}, "Search"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      location.href = `${link.href}#q=${encodeURIComponent(field.value)}`;
    });
    link.parentElement.replaceWith(form);
  };

  /* Copying: an element with data-copy="Copy the wording" gets a button; what it copies is its own text. */
  const copier = (element) => {
    const label = element.dataset.copy;
    const button = make("button", { type: "button", class: "copy" }, label);
    const what = element.dataset.of ? `${label}: ${element.dataset.of}` : label;
    button.setAttribute("aria-label", what);
    const told = (text) => {
      button.textContent = text;
      button.setAttribute("aria-label", `${text}. ${what}`);
      setTimeout(() => { button.textContent = label; button.setAttribute("aria-label", what); }, 2000);
    };
    button.addEventListener("click", async () => {
      const text = element.textContent.replace(/\s+/g, " ").trim();
      try {
        await navigator.clipboard.writeText(text);
        told("Copied");
      } catch {
        const range = document.createRange();
        range.selectNodeContents(element);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        told(document.execCommand("copy") ? "Copied" : "Marked: copy it with the keyboard");
      }
    });
    element.after(" ", button);
  };

  /* Arrow keys walk a table[data-walk] from cell to cell; each cell's link stays reachable by Tab. */
  const walk = (table) => {
    table.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
      const cell = event.target.closest("td, th");
      if (!step || !cell || event.altKey || event.ctrlKey || event.metaKey) return;
      const rows = all("tr", table).filter((row) => !row.hidden);
      let row = rows.indexOf(cell.parentElement) + step[0];
      let column = cell.cellIndex + step[1];
      while (rows[row]?.cells[column]) {
        const next = rows[row].cells[column].querySelector("a:not([hidden]), button");
        if (next) {
          next.focus();
          event.preventDefault();
          return;
        }
        row += step[0];
        column += step[1];
      }
    });
  };

  /* The map of the evidence follows the filter around it. Each cell's link leads to the list of its claims: its number
     becomes that of the claims left there, its shape that of the best certainty among them. A claim stands in one cell. */
  const map = (table) => {
    const box = table.closest("[data-filter]");
    if (!box) return;
    const levels = all("[data-level]", box);
    const foot = table.tFoot.rows[0];
    const last = foot.cells.length - 1;
    const cells = all("a.cell", table).map((link) => {
      const none = make("span", { class: "sr", hidden: "" }, "no claim that fits");
      link.before(none);
      return { link, none, items: all("[data-item]", document.getElementById(link.hash.slice(1))) };
    });
    box.addEventListener("filtered", () => {
      const sums = new Map();
      let whole = true;
      cells.forEach(({ link, none, items }) => {
        const left = items.filter((item) => !item.hidden);
        const level = (item) => item.dataset.certainty || "not rated";
        const best = levels.find((one) => left.some((item) => level(item) === one.dataset.level));
        whole &&= left.length === items.length;
        none.hidden = left.length > 0;
        link.hidden = !none.hidden;
        if (best) {
          link.querySelector("b").textContent = left.length;
          link.querySelector(".sr").textContent = left.length === 1 ? " claim, " : " claims, ";
          link.querySelector("svg").replaceWith(best.querySelector("svg").cloneNode(true));
          link.querySelector(".w").textContent = best.dataset.level;
        }
        const cell = link.closest("td");
        [cell.parentElement.cells[last], foot.cells[cell.cellIndex], foot.cells[last]].forEach((total) => {
          sums.set(total, (sums.get(total) || 0) + left.length);
        });
      });
      sums.forEach((sum, total) => {
        total.textContent = sum;
        if (total.closest("tbody")) total.parentElement.hidden = !sum;
      });
      table.classList.toggle("part", !whole);
    });
  };

  all("table[data-map]").forEach(map);
  all("[data-filter]").forEach(filter);
  all("[data-search]").forEach(search);
  all("a[data-seek]").forEach(seek);
  all("[data-copy]").forEach(copier);
  all("table[data-walk]").forEach(walk);
  addEventListener("hashchange", unfold);
  unfold();
})();
