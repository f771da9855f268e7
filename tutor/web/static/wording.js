// A place is put where the cursor stands when its name is pressed. Without this, it is typed.
(function () {
  var box = document.getElementById("field-text");
  document.querySelectorAll("[data-place]").forEach(function (name) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet";
    button.dataset.place = name.dataset.place;
    button.textContent = name.textContent;
    button.addEventListener("click", function () {
      box.setRangeText(button.dataset.place, box.selectionStart, box.selectionEnd, "end");
      box.dispatchEvent(new Event("input", { bubbles: true }));
      box.focus();
    });
    name.replaceWith(button);
  });
})();
