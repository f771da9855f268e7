// The search box by keyboard: / goes there, down and up walk through what was found, Escape closes.
(function () {
  var box = document.getElementById("search-text");
  var found = document.getElementById("search-found");
  if (!box) { return; }

  function typing(element) {
    return element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
  }

  document.addEventListener("keydown", function (event) {
    if (event.key === "/" && !typing(event.target) && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  });

  document.getElementById("search").addEventListener("keydown", function (event) {
    var links = Array.from(found.querySelectorAll("a"));
    var at = links.indexOf(document.activeElement);
    // While a Japanese word is being chosen the arrows belong to the list of words.
    if (event.isComposing) { return; }
    if (event.key === "Escape") {
      found.textContent = "";
      box.focus();
    } else if (event.key === "ArrowDown" && links.length) {
      event.preventDefault();
      links[Math.min(at + 1, links.length - 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      event.preventDefault();
      (at ? links[at - 1] : box).focus();
    }
  });

  document.addEventListener("click", function (event) {
    if (!event.target.closest("#search")) { found.textContent = ""; }
  });
})();
