using System.Net;
using System.Text.RegularExpressions;
using Platen.SiteAgent.Tests.Sessions;

namespace Platen.SiteAgent.Tests.Panel;

/// <summary>A browser without script: it keeps cookies, follows redirects, and sends a page's hidden fields with a form.</summary>
internal sealed partial class BrowserDriver(Uri address) : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private readonly List<SentForm> _sent = [];
    private HttpClient? _opened;

    /// <summary>Every form that was sent, as somebody who reads along would have it.</summary>
    public IReadOnlyList<SentForm> Sent => _sent;

    /// <summary>The cookies that go along with a page.</summary>
    public string CookiesFor(string path) => _cookies.GetCookieHeader(new Uri(address, path));

    /// <summary>Puts a cookie there that the panel never gave.</summary>
    public void Plant(string name, string value) => _cookies.Add(address, new Cookie(name, value) { Secure = true });

    /// <summary>The page that is shown.</summary>
    public string Page { get; private set; } = "";

    public HttpResponseMessage Answer { get; private set; } = null!;

    /// <summary>Path of the page that is shown.</summary>
    public string Path => Answer.RequestMessage!.RequestUri!.PathAndQuery;

    public static SocketsHttpHandler Handler(bool useCookies) => new()
    {
        UseCookies = useCookies,
        AllowAutoRedirect = useCookies,
        // what is sent before the panel has answered can meet a closed connection, and the refusal is lost
        Expect100ContinueTimeout = TimeSpan.FromSeconds(30),
        SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=localhost" },
    };

    public async Task GetAsync(string path) => await ShowAsync(await Client.GetAsync(path));

    /// <summary>Sends the form that holds <paramref name="action"/>, with its hidden and ticked fields and these.</summary>
    public async Task SubmitAsync(string action, params (string Name, string Value)[] fields)
    {
        var form = Forms().Matches(Page).Select(m => m.Value).FirstOrDefault(f => f.Contains($"action=\"{action}\"", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"No form with action {action} on:\n{Page}");
        var all = Hidden().Matches(form).Select(m => KeyValuePair.Create(m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value)))
            .Concat(Ticked().Matches(form).Select(m => KeyValuePair.Create("job", m.Groups[1].Value)))
            .Concat(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        await PostAsync(action, all);
    }

    public async Task PostAsync(string path, IEnumerable<KeyValuePair<string, string>> fields)
    {
        var content = new FormUrlEncodedContent(fields);
        _sent.Add(new SentForm(path, CookiesFor(path), await content.ReadAsStringAsync()));
        await ShowAsync(await Client.PostAsync(path, content));
    }

    public async Task LogInAsync(string secret = SessionFixture.AliceCard)
    {
        await GetAsync("/panel/mfp-1");
        await SubmitAsync("/panel/mfp-1/login", ("secret", secret));
    }

    public void Dispose() => _opened?.Dispose();

    private HttpClient Client => _opened ??= Open();

    private HttpClient Open()
    {
        var handler = Handler(useCookies: true);
        handler.CookieContainer = _cookies;
        return new HttpClient(handler) { BaseAddress = address, DefaultRequestHeaders = { ExpectContinue = true } };
    }

    private async Task ShowAsync(HttpResponseMessage answer)
    {
        Answer = answer;
        Page = await answer.Content.ReadAsStringAsync();
    }

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline, 1000)]
    private static partial Regex Forms();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"", RegexOptions.None, 1000)]
    private static partial Regex Hidden();

    [GeneratedRegex("<input type=\"checkbox\"[^>]* value=\"([^\"]*)\"[^>]* checked", RegexOptions.None, 1000)]
    private static partial Regex Ticked();
}
