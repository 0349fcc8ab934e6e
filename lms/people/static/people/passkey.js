// Tell people when their key did not answer: the sign-in library itself only writes to the console.
(function () {
  "use strict";
  document.addEventListener("allauth.error", function (event) {
    const problem = document.getElementById("passkey_problem");
    event.preventDefault();
    problem.hidden = false;
  });
})();
