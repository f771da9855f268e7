// Keeps today's page and its records for where there is no signal: for the day, for this tutor, nothing else.
var NOTE = "/tutor/kept";
var PATIENCE = 6000;

self.addEventListener("install", function () { self.skipWaiting(); });
self.addEventListener("activate", function (event) { event.waitUntil(self.clients.claim()); });
self.addEventListener("message", function (event) { event.waitUntil(keep(event.data)); });
self.addEventListener("fetch", function (event) {
  var url = new URL(event.request.url);
  var page = event.request.mode === "navigate";
  if (event.request.method !== "GET" || url.origin !== location.origin) { return; }
  if (page || url.pathname.startsWith("/static/")) { event.respondWith(answer(event.request, url.pathname, page)); }
});

// What another tutor left, or another day, goes first.
async function keep(day) {
  var name = "today-" + day.owner;
  await forget(name);
  var cache = await caches.open(name);
  var wanted = day.pages.concat(day.files);
  var note = { until: Date.now() + day.left, pages: day.pages };
  await cache.put(NOTE, new Response(JSON.stringify(note)));
  for (var old of await cache.keys()) {
    var path = new URL(old.url).pathname;
    if (path !== NOTE && !wanted.includes(path)) { await cache.delete(old); }
  }
  await Promise.allSettled(wanted.map(async function (path) {
    var found = await fetch(path, { cache: "no-cache" });
    if (found.ok && !found.redirected) { await cache.put(path, found); }
  }));
}

async function forget(butFor) {
  for (var name of await caches.keys()) {
    if (name !== butFor) { await caches.delete(name); }
  }
}

// The phone's own clock only measures how much of the day is left; which day it is, the page has said.
async function open() {
  var name = (await caches.keys())[0];
  var cache = name && await caches.open(name);
  var note = cache && await cache.match(NOTE);
  var day = note ? await note.json() : null;
  if (!day) { return null; }  // nothing yet: what is just being kept must not be thrown away
  if (Date.now() > day.until) { await forget(); return null; }
  return { cache: cache, pages: day.pages };
}

async function answer(request, path, page) {
  var day = await open();
  var kept = day && await day.cache.match(path);
  try {
    var fresh = await fetch(request, kept && page ? { signal: AbortSignal.timeout(PATIENCE) } : {});
    if (fresh.ok && kept && page) { await day.cache.put(path, fresh.clone()); }
    return fresh;
  } catch (lost) {
    if (kept) { return page ? marked(kept) : kept; }
    if (page && day && await day.cache.match(day.pages[0])) { return Response.redirect(day.pages[0]); }
    throw lost;
  }
}

// The page itself then says how old it is.
async function marked(kept) {
  var html = await kept.text();
  return new Response(html.replace('data-served="live"', 'data-served="kept"'), { headers: kept.headers });
}
