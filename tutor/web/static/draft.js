// A problem leads to its line in the field. Without this it leads to the numbered lines below.
(function () {
  var box = document.getElementById("field-text");
  document.addEventListener("click", function (event) {
    var link = event.target.closest("[data-line]");
    if (!link || !box) { return; }
    var lines = box.value.split("\n"), at = Number(link.dataset.line) - 1;
    if (at >= lines.length) { return; }
    event.preventDefault();
    var from = lines.slice(0, at).join("\n").length + (at ? 1 : 0);
    // A browser scrolls to where the cursor is only while it moves there.
    box.setSelectionRange(from, from);
    box.blur();
    box.focus();
    box.setSelectionRange(from, from + lines[at].length);
    box.scrollIntoView({ block: "nearest" });
  });
})();
