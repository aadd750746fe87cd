using System.Net;
using Platen.Desktop.Login;
using Platen.Gateway.Tests.OAuth;

namespace Platen.Gateway.Tests.Desktop;

/// <summary>The browser of a user who is logged in at the portal: opens what a program asks, agrees, and carries the answer to where it belongs.</summary>
internal sealed class HttpBrowser(OAuthSteps steps, string session, string answer = "yes") : IBrowser
{
    /// <summary>What the loopback address said to the browser; complete when it did.</summary>
    public Task<string> Shown { get; private set; } = Task.FromResult("");

    public bool Open(Uri address)
    {
        Shown = GoAsync(address);
        return true;
    }

    private async Task<string> GoAsync(Uri address)
    {
        var (status, _, page) = await steps.PageAsync(session, address.PathAndQuery.TrimStart('/'));
        status.ShouldBe(HttpStatusCode.OK, page);
        page.ShouldContain("wants to act with your name");
        var (_, location, html) = await steps.PageAsync(session, address.PathAndQuery.TrimStart('/'), ("answer", answer));
        location.ShouldNotBeEmpty(html);
        using var http = new HttpClient();
        using var shown = await http.GetAsync(location);
        shown.Headers.CacheControl!.NoStore.ShouldBeTrue();
        return await shown.Content.ReadAsStringAsync();
    }
}
