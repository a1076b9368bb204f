"use strict";
// Draws the page from the data in it. Every text reaches the document as text, never as HTML.
(() => {
  const DATA = JSON.parse(document.getElementById("data").textContent);
  const W = DATA.words;
  const $ = (id) => document.getElementById(id);
  const STATES = { "": "planned", D: "due", O: "overdue", B: "breach", X: "done", S: "skipped", F: "deferred", M: "missed" };
  const ORDER = Object.values(STATES);
  const LATE = new Set([ORDER.indexOf("overdue"), ORDER.indexOf("breach")]);
  const CLOSED = new Set(["done", "skipped", "missed"].map((state) => ORDER.indexOf(state)));
  const MOST = 100;
  const DAY = 86400000;
  const DATE_TOKEN = /^([0-9a-z]+)([A-Z]?)(?:~(-?[0-9a-z]+))?(?:!([0-9a-z]+))?(?:@([^*]+))?(?:\*([0-9a-z]+))?$/;

  const put = (text, ...values) => values.reduce((said, value) => said.replace("{}", () => value), text);
  const LANGUAGE = document.documentElement.lang;
  const [TENTHS, WHOLE] = [1, 0].map((digits) => new Intl.NumberFormat(LANGUAGE, { maximumFractionDigits: digits }));
  const number = (value) => (value < 100 ? TENTHS : WHOLE).format(value);
  const STACKED = matchMedia("(max-width: 72rem)");
  const NARROW = matchMedia("(max-width: 60rem)").matches;

  function el(tag, attributes, ...children) {
    const svg = tag === "svg" || tag === "rect" || tag === "path" || tag === "line";
    const made = svg ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else if (value !== undefined && value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
    }
    for (const child of children.flat()) {
      if (child !== null && child !== undefined && child !== "") made.append(child);
    }
    return made;
  }

  // ---- The short code of a date (fmplan/schedules/shortcode.py), by which it is recorded -------------------------

  const ALPHABET = "34679ACDEFHJKMNPQRTVWXY";
  const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
    let value = n;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    return value;
  });
  function codeOf(key) {
    let value = 0xffffffff;
    for (const byte of new TextEncoder().encode(key)) value = CRC[(value ^ byte) & 255] ^ (value >>> 8);
    let rest = ((value ^ 0xffffffff) >>> 0) % ALPHABET.length ** 5;
    const digits = [];
    for (let n = 0; n < 5; n += 1) { digits.unshift(rest % ALPHABET.length); rest = Math.floor(rest / ALPHABET.length); }
    const check = digits.reduce((sum, digit, n) => sum + digit * (n + 2), 0) % ALPHABET.length;
    return `${digits.map((digit) => ALPHABET[digit]).join("")}-${ALPHABET[check]}`;
  }

  // ---- One estate, its dates laid out by day --------------------------------------------------------------------

  function decoded(text) {
    const dates = [];
    let day = 0;
    for (const token of text.split(" ")) {
      const [, step, letter, due, reason, tail, times] = DATE_TOKEN.exec(token);
      const state = ORDER.indexOf(STATES[letter]);
      for (let n = times ? parseInt(times, 36) : 1; n > 0; n -= 1) {
        day += parseInt(step, 36);
        dates.push({ day, state, due: day + (due ? parseInt(due, 36) : 0), reason: reason ? parseInt(reason, 36) : -1, tail });
      }
    }
    return dates;
  }

  function opened(data) {
    const start = Date.parse(`${data.start}T00:00:00Z`);
    const known = data.dates.map(decoded);
    const series = data.series.map(([asset, task, team, hours, dates, units], number_) => ({
      number: number_, asset: data.assets[asset], task: data.tasks[task], taskNumber: task, team, hours, dates: known[dates], units,
    }));
    const byDay = Array.from({ length: data.days }, () => []);
    for (const one of series) {
      const text = [one.asset.n, one.asset.i, one.task.n, one.task.i].join("\n").toLowerCase();
      one.text = text;
      one.dates.forEach((date, n) => byDay[date.day].push({ series: one, date, units: one.units ? one.units[n] : "" }));
    }
    return { ...data, start, series, byDay, owed: data.owed.map((debt) => ({ ...debt, asset: data.assets[debt.a], task: data.tasks[debt.t] })) };
  }

  let E = opened(DATA.estates[0]);
  let filter = {};
  let span = "week";
  let from = 0;
  let to = 0;
  let year = 0;
  let figures = null;
  const unfolded = new Set();

  // ---- Days -----------------------------------------------------------------------------------------------------

  const dateOf = (day) => new Date(E.start + day * DAY);
  const dayOf = (y, m, d) => Math.round((Date.UTC(y, m, d) - E.start) / DAY);
  const weekdayOf = (day) => (dateOf(day).getUTCDay() + 6) % 7;
  function said(day, form) {
    const date = dateOf(day);
    const values = { year: date.getUTCFullYear(), month: W.date.months[date.getUTCMonth()], day: date.getUTCDate(), weekday: W.date.weekdays[weekdayOf(day)] };
    return W.date[form].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }
  const iso = (day) => dateOf(day).toISOString().slice(0, 10);
  const fromIso = (text) => Math.round((Date.parse(`${text}T00:00:00Z`) - E.start) / DAY);
  function weekNumber(day) {
    const thursday = day - weekdayOf(day) + 3;
    const y = dateOf(thursday).getUTCFullYear();
    return 1 + Math.floor((thursday - dayOf(y, 0, 1)) / 7);
  }
  const inside = (day) => Math.min(Math.max(day, 0), E.days - 1);

  function setDays(day, as) {
    span = as || span;
    day = inside(day);
    const date = dateOf(day);
    if (span === "day") [from, to] = [day, day];
    else if (span === "week") [from, to] = [day - weekdayOf(day), day - weekdayOf(day) + 6];
    else [from, to] = [dayOf(date.getUTCFullYear(), date.getUTCMonth(), 1), dayOf(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)];
    const isOther = date.getUTCFullYear() !== year;
    year = date.getUTCFullYear();
    return isOther;
  }

  function select(day, as) {
    if (setDays(day, as)) drawYear();
    markSelection();
    drawWork();
    remember();
  }

  function step(by) {
    if (span === "month") {
      const date = dateOf(from);
      select(dayOf(date.getUTCFullYear(), date.getUTCMonth() + by, 1));
    } else select(by > 0 ? to + 1 : from - 1);
  }

  // ---- Filters --------------------------------------------------------------------------------------------------

  const liesIn = (path, folder) => path === folder || path.startsWith(`${folder}/`);
  function fits(asset, task, team, text) {
    return (filter.team === undefined || String(team) === filter.team)
      && (filter.class === undefined || liesIn(asset.c, filter.class))
      && (filter.kind === undefined || task.k === filter.kind)
      && (filter.place === undefined || (filter.place === "/" ? asset.p === "" : liesIn(asset.p, filter.place)))
      && (filter.text === undefined || filter.text.split(/\s+/).every((word) => text.includes(word)));
  }
  const isShown = (date) => filter.state === undefined || ORDER[date.state] === filter.state;
  const debtFits = (debt) => fits(debt.asset, debt.task, debt.m, [debt.asset.n, debt.asset.i, debt.task.n, debt.task.i].join("\n").toLowerCase())
    && (filter.state === undefined || debt.s === filter.state);

  function reckon() {
    const hours = new Float64Array(E.days);
    const counts = new Uint32Array(E.days);
    const late = new Uint8Array(E.days);
    let total = 0;
    let dates = 0;
    for (const one of E.series) {
      one.fits = fits(one.asset, one.task, one.team, one.text);
      if (!one.fits) continue;
      for (const date of one.dates) {
        if (!isShown(date)) continue;
        hours[date.day] += one.hours;
        counts[date.day] += 1;
        if (LATE.has(date.state)) late[date.day] = 1;
        total += one.hours;
        dates += 1;
      }
    }
    figures = { hours, counts, late, total, dates, levels: levelsOf(hours), debts: E.owed.filter(debtFits) };
  }

  // Five levels by the share of days that reach them: one heavy day does not pale all others.
  function levelsOf(values) {
    const used = Array.from(values).filter((value) => value > 0).sort((a, b) => a - b);
    return [0.25, 0.5, 0.8].map((share) => used[Math.floor(used.length * share)] || 0);
  }
  const levelOf = (value, levels) => (value <= 0 ? 0 : 1 + levels.filter((level) => level > 0 && value > level).length);

  function options(select_, pairs, first) {
    const before = filter[select_.name];
    select_.replaceChildren(el("option", { value: "" }, first), ...pairs.map(([value, text]) => el("option", { value }, text)));
    select_.value = before === undefined ? "" : before;
  }
  const inTree = (names) => Object.entries(names).map(([path, name]) => [path, "\u2003".repeat(path.split("/").length - 1) + name]);

  function fillFilters() {
    const form = $("filter").elements;
    const teams = E.teams.map(([, name], n) => [String(n), name]).sort((a, b) => a[1].localeCompare(b[1], LANGUAGE));
    if (E.series.some((one) => one.team < 0)) teams.push(["-1", W.nobody]);
    options(form.team, teams, W.all);
    options(form.class, inTree(E.classes), W.all);
    const kinds = new Set(E.tasks.map((task) => task.k));
    options(form.kind, Object.entries(W.kinds).filter(([kind]) => kinds.has(kind)), W.all);
    const places = inTree(E.places);
    if (E.assets.some((asset) => asset.p === "")) places.unshift(["/", W.whole]);
    options(form.place, places, W.all);
    const states = new Set(E.owed.map((debt) => debt.s));
    for (const one of E.series) for (const date of one.dates) states.add(ORDER[date.state]);
    options(form.state, ORDER.filter((state) => states.has(state)).map((state) => [state, W.states[state]]), W.all);
    form.text.value = filter.text || "";
  }

  function readFilters() {
    filter = {};
    const told = [];
    for (const field of $("filter").elements) {
      if (!field.name) continue;
      const value = field.name === "text" ? field.value.trim().toLowerCase() : field.value;
      field.classList.toggle("set", value !== "");
      if (value !== "") {
        filter[field.name] = value;
        told.push(field.options ? field.options[field.selectedIndex].text.trim() : field.value.trim());
      }
    }
    $("filtered").textContent = told.join(" · ");
    $("filters").classList.toggle("active", told.length > 0);
  }

  // ---- Figures --------------------------------------------------------------------------------------------------

  function drawFigures() {
    const today = E.today;
    const monday = today - ((weekdayOf(today) + 7) % 7);
    let dates = 0;
    let hours = 0;
    for (let day = Math.max(0, monday); day < Math.min(E.days, monday + 7); day += 1) {
      dates += figures.counts[day];
      hours += figures.hours[day];
    }
    const breaches = figures.debts.filter((debt) => debt.s === "breach").length;
    const figure = (value, label, bad) => el("div", { class: bad ? "figure bad" : "figure" }, el("b", null, value), el("span", null, label));
    $("figures").replaceChildren(...[
      figure(number(figures.debts.length), breaches ? `${W.owed}${W.separator}${put(W.breaches, number(breaches))}` : W.owed, figures.debts.length > 0),
      monday + 6 >= 0 && monday < E.days ? figure(number(dates), `${W.this_week}${W.separator}${put(W.hours, number(hours))}`) : null,
      figure(number(figures.dates), W.in_range),
      figure(put(W.hours, number(figures.total)), W.in_range),
    ].filter(Boolean));
  }

  // ---- What is owed ---------------------------------------------------------------------------------------------

  function drawOwed(most = NARROW ? 5 : 8) {
    const debts = figures.debts;
    $("owed-count").textContent = debts.length ? number(debts.length) : "";
    const list = $("owed-list");
    list.replaceChildren(...debts.slice(0, most).map(debtRow));
    if (!debts.length) list.append(el("li", { class: "nothing" }, W.owed_all));
    const rest = debts.length - most;
    if (rest > 0) list.append(el("li", null, el("button", { type: "button", class: "more", onclick: () => drawOwed(most + MOST) }, put(W.more, number(Math.min(rest, MOST))))));
  }

  function debtRow(debt) {
    const parts = [placeName(debt.asset.p), teamName(debt.m), debt.w === "work" ? "" : W.whats[debt.w], debt.y];
    const row = el("details", { class: "row" },
      el("summary", null, kindBar(debt.task.k),
        el("span", { class: "what" }, el("b", null, debt.task.n), ` · ${debt.asset.n} `, el("span", null, joined(parts))),
        el("span", { class: "side" }, stateOf(debt.s), ` ${put(W.days_late, number(debt.d))}`)));
    return el("li", null, lazily(row, () => [
      el("ul", { class: "at" }, el("li", null, el("b", null, debt.asset.n), debt.q ? el("code", { class: "code" }, debt.q) : "", el("code", null, debt.asset.i),
        el("span", null, put(W.since, said(fromIso(debt.l), "long"))))),
      el("dl", null, ...about(debt.task, debt.asset)),
      ...checklist(debt.task),
    ]));
  }

  // ---- The year -------------------------------------------------------------------------------------------------

  function drawYear() {
    const first = dateOf(0).getUTCFullYear();
    const last = dateOf(E.days - 1).getUTCFullYear();
    const pick = first === last ? [` ${first}`] : Array.from({ length: last - first + 1 }, (_, n) => first + n).map((one) =>
      el("button", { type: "button", "aria-pressed": String(one === year), onclick: () => { year = one; drawYear(); markSelection(); } }, String(one)));
    $("year-pick").replaceChildren(...pick);
    const months = [];
    for (let month = 0; month < 12; month += 1) {
      const begin = dayOf(year, month, 1);
      const end = dayOf(year, month + 1, 0);
      if (end >= 0 && begin < E.days) months.push(monthTable(begin, end));
    }
    $("months").replaceChildren(...months);
    const swatch = (level) => el("i", { class: `swatch${level}` });
    const legend = $("legend");
    legend.replaceChildren(
      el("span", null, `${W.legend}${W.colon}${W.less}`, ...[0, 1, 2, 3, 4].map(swatch), W.more_hours),
      el("span", null, el("i", { class: "dot" }), W.has_late));
    legend.querySelectorAll("i:not(.dot)").forEach((one, level) => one.style.setProperty("background", `var(--heat-${level})`));
  }

  function monthTable(begin, end) {
    const rows = [el("tr", null, el("th", { class: "w" }), ...W.date.short.map((name, n) => el("th", { scope: "col", abbr: W.date.weekdays[n] }, name)))];
    for (let monday = begin - weekdayOf(begin); monday <= end; monday += 7) {
      const week = el("button", { type: "button", class: "wk", tabindex: -1, "aria-label": put(W.week_n, weekNumber(monday)), onclick: () => select(Math.max(monday, begin), "week") }, String(weekNumber(monday)));
      const cells = [0, 1, 2, 3, 4, 5, 6].map((n) => {
        const day = monday + n;
        return el("td", null, day < begin || day > end || day < 0 || day >= E.days ? "" : dayButton(day));
      });
      rows.push(el("tr", null, el("td", { class: "wcell" }, week), ...cells));
    }
    const name = el("button", { type: "button", class: "m", onclick: () => select(begin, "month") }, W.date.months[dateOf(begin).getUTCMonth()]);
    return el("div", { class: "month" }, name, el("table", { "aria-label": said(begin, "month") }, el("tbody", null, ...rows)));
  }

  function dayButton(day) {
    const count = figures.counts[day];
    const hours = figures.hours[day];
    const level = levelOf(hours, figures.levels);
    const label = [said(day, "long"), put(W.dates, number(count)), put(W.hours, number(hours)), figures.late[day] ? W.has_late : ""];
    return el("button", {
      type: "button",
      class: `d d${level}${figures.late[day] ? " late" : ""}${day === E.today ? " now" : ""}`,
      "data-day": day,
      tabindex: -1,
      "aria-label": joined(label),
      title: joined(label),
    }, String(dateOf(day).getUTCDate()));
  }

  function markSelection() {
    let focus = null;
    for (const one of $("months").querySelectorAll(".d")) {
      const day = Number(one.dataset.day);
      const isIn = day >= from && day <= to;
      one.classList.toggle("in", isIn);
      one.setAttribute("aria-pressed", String(isIn));
      one.tabIndex = -1;
      if (isIn && focus === null) focus = one;
    }
    focus = focus || $("months").querySelector(".d");
    if (focus) focus.tabIndex = 0;
  }

  const ARROWS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7, PageUp: -28, PageDown: 28 };
  $("months").addEventListener("click", (event) => {
    const day = event.target.closest(".d");
    if (day) select(Number(day.dataset.day), "day");
    if (day && STACKED.matches) $("work").scrollIntoView({ block: "start" });
  });
  $("months").addEventListener("keydown", (event) => {
    const here = event.target.closest(".d");
    if (!here || !(event.key in ARROWS)) return;
    event.preventDefault();
    const day = inside(Number(here.dataset.day) + ARROWS[event.key]);
    if (dateOf(day).getUTCFullYear() !== year) { year = dateOf(day).getUTCFullYear(); drawYear(); markSelection(); }
    const there = $("months").querySelector(`[data-day="${day}"]`);
    if (there) { here.tabIndex = -1; there.tabIndex = 0; there.focus(); }
  });

  // ---- The work of the days chosen ------------------------------------------------------------------------------

  function drawWork(most = MOST) {
    const names = {
      day: () => said(inside(from), "long"),
      week: () => `${put(W.week_n, weekNumber(from))}${W.colon}${put(W.from_to, said(from, "brief"), said(to, "brief"))}`,
      month: () => said(from, "month"),
    };
    $("work-title").textContent = names[span]();
    for (const one of $("span").children) one.setAttribute("aria-pressed", String(one.dataset.span === span));
    $("previous").disabled = from <= 0;
    $("next").disabled = to >= E.days - 1;
    $("now").disabled = E.today < 0 || E.today >= E.days;
    const list = [];
    let count = 0;
    let hours = 0;
    let rows = 0;
    let left = 0;
    for (let day = Math.max(0, from); day <= Math.min(E.days - 1, to); day += 1) {
      const work = E.byDay[day].filter((one) => one.series.fits && isShown(one.date));
      if (!work.length) continue;
      count += work.length;
      hours += figures.hours[day];
      const groups = alike(work);
      if (rows >= most) { left += groups.length; continue; }
      rows += groups.length;
      if (span !== "day") list.push(el("h3", { class: "day" }, said(day, "long"), el("small", null, joined([put(W.dates, number(work.length)), put(W.hours, number(figures.hours[day]))]))));
      list.push(el("ul", { class: "rows" }, ...groups.map(workRow)));
    }
    $("work-sum").textContent = count ? joined([put(W.dates, number(count)), put(W.hours, number(hours))]) : "";
    if (!count) list.push(el("p", { class: "nothing" }, Object.keys(filter).length ? W.no_fit : W.none_here));
    if (left) list.push(el("button", { type: "button", class: "more", onclick: () => drawWork(most + MOST) }, put(W.more, number(left))));
    $("work-list").replaceChildren(...list);
    $("work").scrollTop = 0;
  }

  // One row for one task of one team on a day, however many assets it is done on; what is late stands first.
  function alike(work) {
    const groups = new Map();
    for (const one of work) {
      const key = `${one.series.taskNumber} ${one.series.team} ${one.date.state}`;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(one);
    }
    const weight = (group) => (LATE.has(group[0].date.state) ? 0 : CLOSED.has(group[0].date.state) ? 2 : 1);
    return [...groups.values()].sort((a, b) => weight(a) - weight(b));
  }

  function workRow(group) {
    const { series, date } = group[0];
    const task = series.task;
    const hours = group.reduce((sum, one) => sum + one.series.hours, 0);
    const state = ORDER[date.state];
    const assets = [...new Set(group.map((one) => one.series.asset.n))];
    const shown = assets.length > 3 ? `${assets.slice(0, 2).join(W.separator)} ${put(W.and_more, assets.length - 2)}` : assets.join(W.separator);
    const places = [...new Set(group.map((one) => placeName(one.series.asset.p)))];
    const row = el("details", { class: "row" },
      el("summary", null, kindBar(task.k),
        el("span", { class: "what" }, el("b", null, task.n), ` · ${shown} `, el("span", null, joined([places.length === 1 ? places[0] : "", teamName(series.team)]))),
        el("span", { class: "side" }, state === "planned" ? "" : stateOf(state), hours ? ` ${put(W.hours, number(hours))}` : "")));
    return el("li", null, lazily(row, () => [
      el("ul", { class: "at" }, ...group.map(dateLine)),
      el("dl", null, ...about(task, group.length === 1 ? series.asset : null)),
      ...checklist(task),
    ]));
  }

  function dateLine({ series, date, units }) {
    const asset = series.asset;
    const state = ORDER[date.state];
    const other = date.due === date.day ? "" : put(state === "done" ? W.done_on : W.due, said(date.due, "long"));
    const reason = date.reason < 0 ? "" : put(W.moved, E.reasons[date.reason]);
    const code = CLOSED.has(date.state) ? "" : el("code", { class: "code" }, codeOf(`${asset.o || asset.i}/${series.task.i}/${date.tail || iso(date.due)}`));
    return el("li", null, el("b", null, asset.n), code, el("code", null, asset.i), el("span", null, joined([placeName(asset.p), units ? put(W.units, units) : "", other, reason])));
  }

  // ---- A task, told in full -------------------------------------------------------------------------------------

  const term = (label, value) => (value ? [el("dt", null, label), el("dd", null, value)] : []);
  const joined = (parts) => parts.filter(Boolean).join(W.separator);

  function about(task, asset) {
    return [
      ...term(W.kind, W.kinds[task.k]),
      ...term(W.force, W.forces[task.f]),
      ...term(W.rule, task.r),
      ...term(W.source, (task.o || []).join("\n")),
      ...term(W.duration, task.u),
      ...term(W.people, task.p ? String(task.p) : ""),
      ...term(W.impact, task.m),
      ...term(W.qualification, task.q),
      ...term(W.covers, (task.v || []).join(W.separator)),
      ...term(W.permit, task.w),
      ...term(W.instructions, task.d),
      ...term(W.note, task.b),
      ...(asset ? [...term(W.criticality, asset.k), ...term(W.class, E.classes[asset.c])] : []),
      ...term(W.schedule, task.s ? `${task.s}/${task.i.split("/").pop()}` : task.i),
    ];
  }

  function checklist(task) {
    if (!task.l) return [];
    return [
      el("h4", null, `${W.checklist} `, el("span", { class: "count" }, String(task.l.length))),
      el("ul", { class: "check" }, ...task.l.map(([id, text, read]) => el("li", null, el("code", null, id), text, read ? el("em", null, ` (${read})`) : ""))),
    ];
  }

  // What stands inside is drawn when it is first opened.
  function lazily(details, content) {
    details.addEventListener("toggle", () => {
      if (details.open && details.children.length === 1) details.append(el("div", { class: "inside" }, ...content()));
    });
    return details;
  }

  const stateOf = (state) => el("span", { class: `state ${state}` }, W.states[state]);
  const teamName = (team) => (team < 0 ? W.nobody : E.teams[team][1]);
  function placeName(path) {
    if (!path) return "";
    const parts = path.split("/");
    return parts.map((_, n) => E.places[parts.slice(0, n + 1).join("/")]).join("/");
  }
  function kindBar(kind) {
    const bar = el("i", { title: W.kinds[kind] });
    bar.style.setProperty("background", `var(--k-${kind})`);
    return bar;
  }

  // ---- The time line --------------------------------------------------------------------------------------------

  function drawLine() {
    const systems = new Map();
    for (const one of E.series) {
      if (!one.fits) continue;
      const system = one.asset.c.split("/")[0];
      if (!systems.has(system)) systems.set(system, []);
      systems.get(system).push(one);
    }
    const rows = [lineHead()];
    for (const [system, series] of inOrder(systems)) {
      const row = systemRow(system, series);
      if (row) rows.push(...row);
    }
    if (rows.length === 1) rows.push(el("p", { class: "nothing" }, W.no_fit));
    $("line-rows").replaceChildren(...rows);
    const used = new Set(E.series.filter((one) => one.fits).map((one) => one.task.k));
    $("kinds").replaceChildren(...Object.keys(W.kinds).filter((kind) => used.has(kind)).map((kind) => el("span", null, kindBar(kind), W.kinds[kind])));
  }
  const nameOf = (system) => E.classes[system] || system;
  const inOrder = (systems) => [...systems].sort((a, b) => nameOf(a[0]).localeCompare(nameOf(b[0]), LANGUAGE));

  function lineHead() {
    const head = el("div", { class: "months", "aria-hidden": "true" });
    const long = E.days > 750;
    for (let day = 0; day < E.days; day += 1) {
      const date = dateOf(day);
      if (date.getUTCDate() !== 1 || (long && date.getUTCMonth() !== 0)) continue;
      const name = W.date.months[date.getUTCMonth()];
      const mark = el("span", null, long ? String(date.getUTCFullYear()) : name.slice(0, 3));
      mark.style.setProperty("left", `${(day / E.days) * 100}%`);
      head.append(mark);
    }
    return el("div", { class: "track head" }, el("div", { class: "name" }), head);
  }

  function systemRow(system, series) {
    const first = weekdayOf(0);
    const weeks = Math.ceil((E.days + first) / 7);
    const hours = new Float64Array(weeks);
    const counts = new Uint32Array(weeks);
    const late = new Uint8Array(weeks);
    let dates = 0;
    for (const one of series) {
      for (const date of one.dates) {
        if (!isShown(date)) continue;
        const week = Math.floor((date.day + first) / 7);
        hours[week] += one.hours;
        counts[week] += 1;
        dates += 1;
        if (LATE.has(date.state)) late[week] = 1;
      }
    }
    if (!dates) return null;
    const levels = levelsOf(hours);
    const busiest = hours.indexOf(Math.max(...hours));
    const svg = drawing(joined([nameOf(system), put(W.dates, number(dates)), `${put(W.week_n, weekNumber(inside(busiest * 7 - first)))}${W.colon}${put(W.hours, number(hours[busiest]))}`]), series);
    for (let week = 0; week < weeks; week += 1) {
      if (!counts[week]) continue;
      const x = Math.max(0, week * 7 - first);
      const width = Math.min(E.days, week * 7 - first + 7) - x;
      svg.append(el("rect", { x: x + width * 0.06, y: 5, width: width * 0.88, height: 14, class: `c${Math.max(1, levelOf(hours[week], levels))}` }));
      if (late[week]) svg.append(el("rect", { x: x + width * 0.06, y: 20, width: width * 0.88, height: 3, class: "latemark" }));
    }
    const assets = new Map();
    for (const one of series) {
      if (!assets.has(one.asset)) assets.set(one.asset, []);
      assets.get(one.asset).push(one);
    }
    const below = el("div", { hidden: true });
    const button = el("button", { type: "button", "aria-expanded": "false", title: W.open_row }, el("b", null, nameOf(system)), el("span", null, put(W.assets_n, number(assets.size))));
    const unfold = (open) => {
      button.setAttribute("aria-expanded", String(open));
      below.hidden = !open;
      if (open) { unfolded.add(system); if (!below.firstChild) below.append(...assetRows([...assets], MOST)); } else unfolded.delete(system);
    };
    button.addEventListener("click", () => unfold(below.hidden));
    if (unfolded.has(system)) unfold(true);
    return [el("div", { class: "track" }, el("div", { class: "name" }, button), svg), below];
  }

  function assetRows(assets, most) {
    const rows = assets.slice(0, most).map(([asset, series]) => {
      const svg = drawing(asset.n, series);
      const paths = new Map();
      const late = [];
      for (const one of series) {
        for (const date of one.dates) {
          if (!isShown(date)) continue;
          if (LATE.has(date.state)) late.push(date.day);
          paths.set(one.task.k, `${paths.get(one.task.k) || ""}M${date.day + 0.5} 6V18`);
        }
      }
      for (const [kind, d] of paths) {
        const path = el("path", { class: "marks", d });
        path.style.setProperty("stroke", `var(--k-${kind})`);
        svg.append(path);
      }
      for (const day of late) svg.append(el("rect", { x: day - 0.6, y: 20, width: 2.2, height: 3, class: "latemark" }));
      return el("div", { class: "track asset" }, el("div", { class: "name" }, el("span", { class: "sub", title: joined([asset.n, asset.i, placeName(asset.p)]) }, asset.n)), svg);
    });
    const rest = assets.length - most;
    if (rest > 0) {
      const more = el("button", { type: "button", class: "more" }, put(W.more, number(rest)));
      more.addEventListener("click", () => more.replaceWith(...assetRows(assets.slice(most), MOST)));
      rows.push(more);
    }
    return rows;
  }

  // A row of the time line; a click, or the arrow keys, choose a week of it.
  function drawing(label, series) {
    const svg = el("svg", { viewBox: `0 0 ${E.days} 24`, preserveAspectRatio: "none", tabindex: 0, role: "img", "aria-label": label });
    if (E.today >= 0 && E.today < E.days) svg.append(el("line", { x1: E.today + 0.5, x2: E.today + 0.5, y1: 0, y2: 24, class: "nowline" }));
    svg.addEventListener("click", (event) => {
      const box = svg.getBoundingClientRect();
      select(Math.floor(((event.clientX - box.left) / box.width) * E.days), "week");
      $("work").scrollIntoView({ block: "nearest" });
    });
    svg.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      event.preventDefault();
      const days = series.flatMap((one) => one.dates.filter(isShown).map((date) => date.day)).sort((a, b) => a - b);
      const there = event.key === "ArrowRight" ? days.find((day) => day > to) : days.reverse().find((day) => day < from);
      if (there !== undefined) select(there, "week");
    });
    return svg;
  }

  // ---- All tasks ------------------------------------------------------------------------------------------------

  function drawTasks() {
    const used = new Map();
    for (const one of E.series) {
      if (!one.fits || (filter.state !== undefined && !one.dates.some(isShown))) continue;
      if (!used.has(one.task)) used.set(one.task, new Set());
      used.get(one.task).add(one.asset);
    }
    $("task-count").textContent = number(used.size);
    const systems = new Map();
    for (const [task, assets] of used) {
      const system = assets.values().next().value.c.split("/")[0];
      if (!systems.has(system)) systems.set(system, []);
      systems.get(system).push([task, assets]);
    }
    $("task-list").replaceChildren(...inOrder(systems).map(([system, tasks]) =>
      lazily(el("details", null, el("summary", null, `${nameOf(system)} `, el("span", null, number(tasks.length)))), () => tasks.map(([task, assets]) =>
        lazily(el("details", { class: "row" }, el("summary", null, kindBar(task.k),
          el("span", { class: "what" }, el("b", null, task.n), " ", el("span", null, task.r)),
          el("span", { class: "side" }, put(W.assets_n, number(assets.size))))), () => [el("dl", null, ...about(task, null)), ...checklist(task)])))));
  }

  // ---- All together ---------------------------------------------------------------------------------------------

  function redraw() {
    reckon();
    drawFigures();
    drawOwed();
    drawYear();
    markSelection();
    drawWork();
    drawLine();
    drawTasks();
    remember();
  }

  // Filter and days stand in the address, so that a view can be sent on. Numbers of teams do not outlive a change.
  function remember() {
    const state = new URLSearchParams();
    for (const [name, value] of Object.entries(filter)) state.set(name, name === "team" && value !== "-1" ? E.teams[Number(value)][0] : value);
    state.set(span, iso(inside(from)));
    if (DATA.estates.length > 1) state.set("estate", E.id);
    try { history.replaceState(null, "", `#${state}`); } catch { /* some viewers give a page no address */ }
  }

  function recall() {
    const state = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
    const wanted = DATA.estates.findIndex((one) => one.id === state.get("estate"));
    if (wanted > 0) { E = opened(DATA.estates[wanted]); $("estate").value = String(wanted); }
    for (const name of ["team", "class", "kind", "place", "state", "text"]) {
      if (!state.has(name)) continue;
      const value = state.get(name);
      const team = E.teams.findIndex(([id]) => id === value);
      filter[name] = name === "team" ? String(team) : value;
    }
    for (const one of ["day", "week", "month"]) {
      const day = state.has(one) ? fromIso(state.get(one)) : NaN;
      if (Number.isInteger(day)) return [day, one];
    }
    return [E.today, NARROW ? "day" : "week"];
  }

  function begin(day, as) {
    $("name").textContent = E.name;
    $("seen").textContent = `${put(W.from_to, said(0, "long"), said(E.days - 1, "long"))}${W.separator}${put(W.seen_on, said(E.today, "long"))}`;
    fillFilters();
    readFilters();
    setDays(day, as);
    redraw();
  }

  $("filter").addEventListener("input", () => { readFilters(); redraw(); });
  $("filter").addEventListener("submit", (event) => event.preventDefault());
  $("filter").addEventListener("reset", () => setTimeout(() => { readFilters(); redraw(); }));
  $("previous").addEventListener("click", () => step(-1));
  $("next").addEventListener("click", () => step(1));
  $("now").addEventListener("click", () => select(E.today));
  $("span").addEventListener("click", (event) => {
    const chosen = event.target.closest("button");
    if (chosen) select(E.today >= from && E.today <= to ? E.today : Math.max(from, 0), chosen.dataset.span);
  });
  // On paper nobody can ask for more.
  addEventListener("beforeprint", () => { drawOwed(1000); drawWork(1000); });
  addEventListener("afterprint", () => { drawOwed(); drawWork(); });
  $("print").addEventListener("click", () => window.print());
  if ($("estate")) $("estate").addEventListener("change", (event) => {
    E = opened(DATA.estates[Number(event.target.value)]);
    filter = {};
    unfolded.clear();
    begin(E.today, NARROW ? "day" : "week");
  });

  // The theme is kept where the browser keeps anything for a page.
  const root = document.documentElement;
  try { if (localStorage.getItem("fmplan-theme")) root.dataset.theme = localStorage.getItem("fmplan-theme"); } catch { /* not here */ }
  $("theme").addEventListener("click", () => {
    const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = isDark ? "light" : "dark";
    try { localStorage.setItem("fmplan-theme", root.dataset.theme); } catch { /* not here */ }
  });

  if (NARROW) $("filters").open = false;
  begin(...recall());
})();
