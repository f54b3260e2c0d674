// Shows the description of the API, and sends what is tried out with the token against forgery.
(() => {
  const place = document.getElementById("swagger");
  const token = () => (document.cookie.match(/(?:^|; )(?:__Host-)?csrftoken=([^;]*)/) || [])[1] || "";
  window.SwaggerUIBundle({
    domNode: place,
    url: place.dataset.schema,
    deepLinking: true,
    validatorUrl: null,
    // Closed at first: all operations at once would take a browser minutes to draw.
    docExpansion: "none",
    defaultModelsExpandDepth: -1,
    filter: true,
    requestInterceptor: (request) => {
      if (!["GET", "HEAD"].includes((request.method || "GET").toUpperCase())) {
        request.headers["X-CSRFToken"] = token();
      }
      return request;
    },
  });
})();
