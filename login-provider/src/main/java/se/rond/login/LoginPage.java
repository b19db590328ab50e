package se.rond.login;

import static java.util.stream.Collectors.joining;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The page where one chooses who to be, without a script, in Swedish and English. */
@RestController
class LoginPage {
  static final String PATH = "/login";

  /** The names of those who can log in, a line each. */
  static final String ACCOUNTS = "/accounts";

  private static final String HTML = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8";

  @GetMapping(path = PATH, produces = HTML)
  String login(CsrfToken csrf, @RequestParam(required = false) @Nullable String error) {
    return page(
        """
        <h1>Logga in <span lang="en">/ Log in</span></h1>
        <p>En demonstration: alla här är påhittade, och lösenordet är <code>%s</code> för alla.</p>
        <p lang="en">A demonstration: everybody here is invented, and all have the password <code>%1$s</code>.</p>
        %s
        <form method="post" action="%s">
        %s
        <input type="hidden" name="password" value="%1$s">
        <ul>
        %s
        </ul>
        </form>
        """
            .formatted(
                Accounts.PASSWORD,
                error == null
                    ? ""
                    : "<p role=\"alert\">Det gick inte. Välj någon i listan. <span lang=\"en\">/ That"
                        + " failed. Choose somebody of the list.</span></p>",
                PATH,
                field(csrf),
                Accounts.all().stream().map(LoginPage::choice).collect(joining("\n"))));
  }

  /** Where a login ends that no app has asked for. */
  @GetMapping(path = "/", produces = HTML)
  String loggedIn(CsrfToken csrf, Principal who) {
    return page(
        """
        <h1>Inloggad <span lang="en">/ Logged in</span></h1>
        <p><code>%s</code></p>
        <form method="post" action="/logout">
        %s
        <button>Logga ut <span lang="en">/ Log out</span></button>
        </form>
        """
            .formatted(HtmlUtils.htmlEscape(who.getName()), field(csrf)));
  }

  @GetMapping(path = ACCOUNTS, produces = MediaType.TEXT_PLAIN_VALUE)
  String accounts() {
    return Accounts.all().stream().map(Accounts.Account::name).collect(joining("\n", "", "\n"));
  }

  private static String choice(Accounts.Account account) {
    return """
        <li><button name="username" value="%s">%s <span>%s%s</span></button></li>"""
        .formatted(
            account.name(),
            account.caller().name(),
            account.where().swedish(),
            account.where().swedish().equals(account.where().english())
                ? ""
                : " <span lang=\"en\">/ " + account.where().english() + "</span>");
  }

  private static String field(CsrfToken csrf) {
    return "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
        .formatted(csrf.getParameterName(), csrf.getToken());
  }

  private static String page(String content) {
    return """
        <!doctype html>
        <html lang="sv">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Rond: logga in / log in</title>
        <style>
        body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff }
        ul { list-style: none; padding: 0 }
        li { margin: .5rem 0 }
        button { font: inherit; color: inherit; background: #f3f3f3; width: 100%%; min-height: 3rem; padding: .5rem 1rem; text-align: start; border: 2px solid #555; border-radius: .4rem }
        button:focus-visible { outline: 3px solid #0b5cad; outline-offset: 2px }
        </style>
        </head>
        <body>
        <main>
        %s
        </main>
        </body>
        </html>
        """
        .formatted(content);
  }
}
