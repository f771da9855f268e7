// Fewer taps on the record of a lesson: the same marks for both, and homework that follows the circles.
(function () {
  var form = document.querySelector("form[data-record]");
  if (!form) { return; }

  function circles(person) {
    return Array.from(form.querySelectorAll("input[name^='mark-" + person + "-']:checked"));
  }

  form.querySelectorAll("button[data-from]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      circles(button.dataset.from).forEach(function (one) {
        var name = one.name.replace(button.dataset.from, button.dataset.to);
        var same = form.querySelector("input[name='" + name + "'][value='" + one.value + "']");
        if (same) { same.checked = true; }
      });
      form.dispatchEvent(new Event("input", { bubbles: true }));
      propose(button.dataset.to);
    });
  });

  // As learning.practice.next_units: first what was tried and does not go alone yet. A choice once made stays.
  function propose(person) {
    var units = Array.from(form.querySelectorAll("input[name='unit-" + person + "'][data-skills]"));
    var tried = circles(person).filter(function (one) { return one.value > 0; });
    if (!tried.length || units.some(function (one) { return one.dataset.chosen; })) { return; }
    var shaky = tried.filter(function (one) { return one.value < 3; })
      .map(function (one) { return one.name.slice(("mark-" + person + "-").length); });
    var counted = units.map(function (unit) {
      var found = unit.dataset.skills.split(" ").filter(function (key) { return shaky.includes(key); });
      return [unit, found.length];
    });
    counted.sort(function (a, b) { return b[1] - a[1]; });
    counted.forEach(function (one, n) { one[0].checked = n < 2 && one[1] > 0; });
    var after = form.querySelector("input[name='unit-" + person + "'][data-after]");
    if (!shaky.length && after) { after.checked = true; }
  }

  form.addEventListener("change", function (event) {
    var name = event.target.name || "";
    if (name.startsWith("unit-")) { event.target.dataset.chosen = "1"; }
    if (name.startsWith("mark-")) { propose(name.split("-")[1]); }
  });
})();
