// Collects calls made before banso.js has loaded; the SDK replays them in order.
(function () {
  if (window.banso) return;
  var stub = { q: [] };
  'init identify group track page reset on off show dismiss flush'.split(' ').forEach(function (name) {
    stub[name] = function () {
      stub.q.push([name, Array.prototype.slice.call(arguments)]);
    };
  });
  window.banso = stub;
})();
