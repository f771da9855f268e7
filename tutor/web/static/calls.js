// The ring list by keys: down and up go from person to person, 1 and 2 to the buttons, 3 to the number.
// A key only goes to a button; Enter presses it. So nobody is marked as told by a slip.
(function () {
  var cards = Array.from(document.querySelectorAll("[data-call]"));
  if (!cards.length) { return; }
  cards.forEach(function (card) { card.tabIndex = -1; });

  function here() {
    return cards.indexOf(document.activeElement.closest("[data-call]"));
  }

  function typing(element) {
    return element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName);
  }

  document.addEventListener("keydown", function (event) {
    if (typing(event.target) || event.target.closest("#search") || event.ctrlKey || event.altKey || event.metaKey) { return; }
    var at = here();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      var next = event.key === "ArrowDown" ? at + 1 : Math.max(at - 1, 0);
      cards[Math.min(next, cards.length - 1)].focus();
    } else if (at >= 0 && /^[123]$/.test(event.key)) {
      var wanted = cards[at].querySelector("[data-key='" + event.key + "']");
      if (wanted) { event.preventDefault(); wanted.focus(); }
    } else if (event.key === "Enter" && event.target.matches("[data-call] button")) {
      // The page comes back: whoever works with keys goes on with the next one at once.
      sessionStorage.setItem("calls-by-key", "1");
    }
  });

  if (sessionStorage.getItem("calls-by-key")) {
    sessionStorage.removeItem("calls-by-key");
    cards[0].focus();
  }
})();
