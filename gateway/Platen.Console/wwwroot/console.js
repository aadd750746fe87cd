// Live parts: the server says which kinds of records changed; the parts of the page that show them fetch themselves anew (htmx).
(function () {
  "use strict";

  // Times are sent in UTC; people read their own.
  function localTimes(root) {
    root.querySelectorAll("time[datetime]").forEach(function (element) {
      var at = new Date(element.getAttribute("datetime"));
      if (!isNaN(at)) {
        element.title = element.getAttribute("datetime");
        element.textContent = at.toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
      }
    });
  }

  // The one-time token comes behind '#', which a browser does not send.
  function setUpToken() {
    var field = document.querySelector("input[data-setup-token]");
    if (field && !field.value && location.hash.length > 1) {
      field.value = location.hash.substring(1);
      history.replaceState(null, "", location.pathname);
    }
  }

  function live() {
    if (!document.querySelector("[data-live]") || !window.EventSource) {
      return;
    }

    var source = new EventSource("/live");
    source.addEventListener("change", function (message) {
      message.data.split(",").forEach(function (topic) {
        document.body.dispatchEvent(new CustomEvent("platen-" + topic));
      });
    });
    window.addEventListener("pagehide", function () { source.close(); });
  }

  document.addEventListener("htmx:load", function (event) { localTimes(event.detail.elt); });
  // a filter that is being typed in, an open confirmation or a tick is not swept away by news
  document.addEventListener("htmx:beforeRequest", function (event) {
    var element = event.detail.elt;
    if (element.hasAttribute("data-live") && element.querySelector("details[open], :focus, input[type=checkbox]:checked")) {
      event.preventDefault();
    }
  });
  document.addEventListener("DOMContentLoaded", function () {
    localTimes(document);
    setUpToken();
    live();
  });
})();
