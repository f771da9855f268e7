// Says the sentences of a hidden list: <button class="speak" data-for="ID" hidden>, <ul id="ID" lang="ja" hidden>.
// One by one, because voices of Android fall silent after 14 seconds. Where there is no voice, there is no button.
(function () {
  var speech = window.speechSynthesis;
  if (!speech) { return; }
  var buttons = document.querySelectorAll(".speak[data-for]");
  var speaking = null;

  function list(button) { return document.getElementById(button.dataset.for); }

  function voice(button) {
    var language = list(button).lang.slice(0, 2);
    return speech.getVoices().find(function (one) { return one.lang.slice(0, 2).toLowerCase() === language; });
  }

  function show() {
    buttons.forEach(function (button) { button.hidden = !voice(button); });
  }

  function say(text, by) {
    var utterance = new SpeechSynthesisUtterance(text);
    utterance.lang = by.lang;
    utterance.voice = by;
    utterance.rate = 0.9;
    speech.speak(utterance);
    return utterance;
  }

  function stop() {
    if (speaking) { speaking.setAttribute("aria-pressed", "false"); }
    speaking = null;
    speech.cancel();
  }

  function start(button) {
    var by = voice(button);
    speaking = button;
    button.setAttribute("aria-pressed", "true");
    list(button).querySelectorAll("li").forEach(function (one) { say(one.textContent, by); });
    say(" ", by).onend = function () { if (speaking === button) { stop(); } };
  }

  buttons.forEach(function (button) {
    button.onclick = function () {
      var again = speaking === button;
      stop();
      if (!again) { start(button); }
    };
  });
  show();
  speech.onvoiceschanged = show;
  window.onpagehide = stop;
})();
