// The request's form by keyboard, while somebody speaks. Enter goes to the next field: half a form is never
// sent by accident. Without this file the form is an ordinary one.
(function () {
  var form = document.querySelector("form[data-keys]");
  if (!form) { return; }
  var MORNINGS = ["Digit1", "Digit2", "Digit3", "Digit4", "Digit5", "Digit6", "Digit7"];
  var AFTERNOONS = ["KeyQ", "KeyW", "KeyE", "KeyR", "KeyT", "KeyY", "KeyU"];

  // One stop for each group of choices, none in what is folded away.
  function stops() {
    var seen = {};
    return Array.from(form.querySelectorAll("input, select, textarea, button")).filter(function (field) {
      if (field.type === "hidden" || field.disabled || field.closest("details:not([open])")) { return false; }
      if (field.type !== "radio" && field.type !== "checkbox") { return true; }
      var first = !seen[field.name];
      seen[field.name] = true;
      return first;
    });
  }

  function group(field) {
    return Array.from(form.querySelectorAll("input")).filter(function (one) {
      return one.type === field.type && one.name === field.name;
    });
  }

  function next(field) {
    var all = stops();
    var grouped = field.type === "radio" || field.type === "checkbox";
    var at = all.indexOf(grouped ? group(field)[0] : field);
    var goal = all[at + 1];
    if (!goal) { return; }
    var chosen = goal.type === "radio" && group(goal).find(function (one) { return one.checked; });
    (chosen || goal).focus();
  }

  function toggle(event) {
    var code = event.code.replace("Numpad", "Digit");
    var half = MORNINGS.indexOf(code) >= 0 ? "am" : "pm";
    var day = (half === "am" ? MORNINGS : AFTERNOONS).indexOf(code);
    var box = day >= 0 && form.querySelector('[name=wish][value="' + day + "-" + half + '"]');
    if (box) { box.checked = !box.checked; }
    return Boolean(box);
  }

  // Who is ringing: a press chooses, and the hand goes on to what she wants.
  function choose(number) {
    var known = Array.from(document.querySelectorAll("#alike input"));
    var wanted = number === 0 ? known[known.length - 1] : known[number - 1];
    if (!wanted) { return false; }
    wanted.checked = true;
    document.getElementById(number === 0 ? "field-family_1" : "field-goal").focus();
    return true;
  }

  function digit(event) {
    var read = /^(?:Digit|Numpad)(\d)$/.exec(event.code);
    return read ? Number(read[1]) : -1;
  }

  function handled(event, field) {
    var plain = !event.ctrlKey && !event.altKey && !event.metaKey;
    if (event.altKey && digit(event) >= 0) { return choose(digit(event)); }
    if (event.key === "Enter" && event.ctrlKey) { form.requestSubmit(); return true; }
    if (plain && field.name === "wish" && toggle(event)) { return true; }
    if (plain && field.type === "radio" && digit(event) > 0) {
      var one = group(field)[digit(event) - 1];
      if (one) { one.checked = true; one.focus(); }
      return true;
    }
    if (event.key === "Enter" && /^(INPUT|SELECT)$/.test(field.tagName)) { next(field); return true; }
    return false;
  }

  form.addEventListener("keydown", function (event) {
    // Enter that ends the choice of a Japanese word belongs to that word.
    if (event.isComposing || event.keyCode === 229) { return; }
    if (handled(event, event.target)) { event.preventDefault(); }
  });

  // A request that is filled in later asks for no number.
  var first = document.getElementById("field-telephone");
  if (first && !document.getElementById("errors")) { first.focus(); }
})();
