using System.Net;
using Microsoft.AspNetCore.Routing;
using Platen.Domain.Roles;
using Platen.Domain.Users;

namespace Platen.SiteAgent.Tests.Panel;

/// <summary>AZ01, AZ02, AU16: each route of the panel and of the panel protocol is in the one table of rights, and is as closed as its row says. Mutants: leave the session out of a handler; take a session of another device.</summary>
public sealed class PanelRightsTests : IAsyncLifetime
{
    private PanelFixture _panel = null!;

    public async Task InitializeAsync() => _panel = await PanelFixture.StartAsync();

    public async Task DisposeAsync() => await _panel.DisposeAsync();

    public static TheoryData<string, string> ForWhoIsLoggedIn()
    {
        var data = new TheoryData<string, string>();
        foreach (var rule in RouteRights.Panel.Where(rule => rule.Needed.Kind == AccessKind.PanelSession))
        {
            data.Add(rule.Method, rule.Route);
        }

        return data;
    }

    [Fact]
    public void Table_HasEachRouteThatIsMapped_AndNoOther()
    {
        var rows = _panel.Routes.SelectMany(route => route.Metadata.OfType<AccessRule>()).ToList();
        rows.ShouldBe(RouteRights.Panel.ToList(), ignoreOrder: true);
        var without = _panel.Routes.Where(route => route.Metadata.GetMetadata<AccessRule>() is null).Select(route => route.RoutePattern.RawText!.TrimStart('/'));
        without.ShouldBe(["panel/assets/{file}", "panel/v1/openapi.json"], ignoreOrder: true, "these hold nothing of anybody's");
    }

    [Theory]
    [MemberData(nameof(ForWhoIsLoggedIn))]
    public async Task Route_WithoutASessionAtThatDevice_IsClosed(string method, string route)
    {
        var path = route.Replace("{device}", "mfp-1", StringComparison.Ordinal)
            .Replace("{action:guid}", Guid.Empty.ToString(), StringComparison.Ordinal).Replace("{job}", Guid.Empty.ToString(), StringComparison.Ordinal).Replace("{release}", Guid.Empty.ToString(), StringComparison.Ordinal);
        await ShouldBeClosedAsync(method, path, token: null);
        await ShouldBeClosedAsync(method, path, token: await _panel.LogInAsync(device: "mfp-2"));
    }

    private async Task ShouldBeClosedAsync(string method, string path, string? token)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(_panel.Address, path));
        request.Content = method != "POST" ? null : path.StartsWith("/panel/v1", StringComparison.Ordinal)
            ? new StringContent("{\"card\":\"1\",\"jobs\":[]}", System.Text.Encoding.UTF8, "application/json")
            : new FormUrlEncodedContent([new("do", "pin")]);
        request.Headers.Authorization = token is null ? null : new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", token);
        using var answer = await _panel.Terminal.SendAsync(request);
        if (path.StartsWith("/panel/v1", StringComparison.Ordinal))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, $"{method} {path}: {await answer.Content.ReadAsStringAsync()}");
        }
        else
        {
            // pages send people to the login
            answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther, $"{method} {path}");
            answer.Headers.Location!.OriginalString.ShouldStartWith("/panel/mfp-1");
        }
    }
}
