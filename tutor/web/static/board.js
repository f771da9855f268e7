// The week's board by keyboard and by hand. Without this file every visit is a link and every move a form.
(function () {
  var panel = document.getElementById("panel");
  var table = document.getElementById("board-table");
  if (!panel || !table || !window.htmx) { return; }
  var wanted = "";
  var current = "";

  function blocks() { return Array.from(document.querySelectorAll("[data-block]")); }
  function middle(element) {
    var box = element.getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  }

  // The nearest block in that direction; what lies straight ahead counts as nearer.
  function next(from, key) {
    var a = middle(from), best = null, least = Infinity;
    blocks().forEach(function (other) {
      if (other === from) { return; }
      var b = middle(other), x = b.x - a.x, y = b.y - a.y;
      var ahead = { ArrowLeft: -x, ArrowRight: x, ArrowUp: -y, ArrowDown: y }[key];
      var aside = key === "ArrowLeft" || key === "ArrowRight" ? Math.abs(y) : Math.abs(x);
      if (ahead > 4 && ahead + 3 * aside < least) { least = ahead + 3 * aside; best = other; }
    });
    return best;
  }

  function mark(code) {
    current = code;
    blocks().forEach(function (block) {
      if (block.dataset.block === code) { block.setAttribute("aria-current", "true"); }
      else { block.removeAttribute("aria-current"); }
    });
  }

  function open(block, key) {
    wanted = key || "";
    mark(block.dataset.block);
    window.htmx.ajax("GET", block.href, { target: "#panel", swap: "innerHTML" });
  }

  function press(key) {
    var target = panel.querySelector("[data-key='" + key + "']");
    if (!target) { return; }
    target.focus();
    if (target.matches("button")) { target.click(); }
  }

  function close() {
    panel.hidden = true;
    panel.replaceChildren();
    var block = blocks().find(function (one) { return one.dataset.block === current; });
    mark("");
    if (block) { block.focus(); }
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.key === "Escape" && !panel.hidden) { close(); return; }
    if (event.target.matches("input, select, textarea")) { return; }
    var block = event.target.closest("[data-block]");
    if (event.key.indexOf("Arrow") === 0 && block) {
      var found = next(block, event.key);
      if (found) { event.preventDefault(); found.focus(); }
    } else if (event.key === "f") {
      event.preventDefault();
      document.getElementById("field-town").focus();
    } else if (event.key === "u") {
      var undo = document.querySelector("#board-undo [data-key='u']");
      if (undo) { undo.click(); }
    } else if ("mph".indexOf(event.key) >= 0 && (block || !panel.hidden)) {
      event.preventDefault();
      if (block && (panel.hidden || block.dataset.block !== current)) { open(block, event.key); }
      else { press(event.key); }
    }
  });

  document.addEventListener("click", function (event) {
    var block = event.target.closest("[data-block]");
    if (block) { wanted = ""; mark(block.dataset.block); }
  });

  // After the swap has settled: before that a form of the panel is not yet in hand of htmx.
  document.addEventListener("htmx:afterSettle", function (event) {
    // Empty: somebody has closed it meanwhile.
    if (event.target === panel && panel.firstElementChild) {
      panel.hidden = false;
      if (wanted) { press(wanted); wanted = ""; return; }
      var first = panel.querySelector(".preview [name=because], .preview [data-focus]");
      // Beside the table it is in sight already; under it, on a telephone, it must come into sight.
      var beside = window.matchMedia("(min-width: 64rem)").matches;
      (first || panel).focus({ preventScroll: !first });
      if (!beside && !first) { panel.scrollIntoView({ block: "start" }); }
    }
    if (current) { mark(current); }
  });

  // A refusal comes as a whole page: its sentence is what matters, and the board as it is now.
  document.addEventListener("htmx:beforeSwap", function (event) {
    var said = document.getElementById("panel-said");
    if (event.detail.xhr.status < 400 || event.target.id === "pulse") { return; }
    var page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
    var sentence = page.querySelector("main .lead");
    event.detail.shouldSwap = false;
    if (!said) {
      panel.hidden = false;
      panel.innerHTML = "<p class='said wrong' id='panel-said' role='alert'></p>";
      said = document.getElementById("panel-said");
    }
    said.hidden = false;
    said.textContent = sentence ? sentence.textContent : page.title;
    said.scrollIntoView({ block: "nearest" });
    window.htmx.trigger("#pulse", "refresh");
  });

  // Dropped on a half-day of a tutor: the same question as the form asks.
  var dragged = null, from = "";
  document.addEventListener("dragstart", function (event) {
    dragged = event.target.closest && event.target.closest("[data-block][draggable]");
    var row = dragged && dragged.closest("tr");
    from = row ? row.dataset.tutor : "";
    if (dragged) { event.dataTransfer.setData("text/plain", ""); }
  });
  function cellOf(event) { return dragged && event.target.closest && event.target.closest("td[data-on]"); }
  document.addEventListener("dragover", function (event) {
    var cell = cellOf(event);
    document.querySelectorAll("td.drop").forEach(function (one) { one.classList.remove("drop"); });
    if (cell) { event.preventDefault(); cell.classList.add("drop"); }
  });
  document.addEventListener("dragend", function () {
    document.querySelectorAll("td.drop").forEach(function (one) { one.classList.remove("drop"); });
    dragged = null;
  });
  document.addEventListener("drop", function (event) {
    var cell = cellOf(event);
    if (!cell) { return; }
    event.preventDefault();
    var to = cell.closest("tr").dataset.tutor;
    var tutors = dragged.dataset.tutors.split(" ").filter(Boolean);
    tutors = tutors.map(function (code) { return code === from ? to : code; });
    if (tutors.indexOf(to) < 0) { tutors.push(to); }
    var url = new URL(dragged.href);
    url.searchParams.set("on", cell.dataset.on);
    url.searchParams.set("half", cell.dataset.half);
    tutors.forEach(function (code) { url.searchParams.append("tutor", code); });
    mark(dragged.dataset.block);
    window.htmx.ajax("GET", url.pathname + url.search, { target: "#panel", swap: "innerHTML" });
  });
})();
