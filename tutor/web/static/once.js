// A second press within three seconds does nothing. The real guard is the form_key on the server.
document.addEventListener("submit", function (event) {
  var buttons = event.target.querySelectorAll("button:not([type=button])");
  function set(disabled) {
    buttons.forEach(function (button) { button.disabled = disabled; });
  }
  // A button that is disabled at once would not send its own name and value.
  setTimeout(set, 0, true);
  setTimeout(set, 3000, false);
});

// The summary of a form's errors is read first.
(function () {
  var errors = document.getElementById("errors");
  if (errors) { errors.focus(); }
})();
