using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Gateway.Security;
using Platen.Gateway.Tests.Hosting;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;

namespace Platen.Gateway.Tests.Security;

/// <summary>Every endpoint that is mapped, asked as nobody, as a user, with each single right, as an administrator and as a user of another tenant, against the table of rights (AU16, AZ01–AZ06, TN02).</summary>
[Collection(SiloTests.Name)]
public sealed class AccessTests(SiloHost silo)
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    [Fact]
    public void EveryEndpoint_OfTheWebPorts_StandsInTheTable()
    {
        // mutant: a route that is mapped but has no row in RouteRights
        var table = silo.Services.GetRequiredService<AccessTable>();
        var missing = Endpoints().Where(e => table.Needed(e.Route, e.Method) is null).Select(e => $"{e.Method} {e.Route.RoutePattern.RawText}");
        missing.ShouldBeEmpty("add a row to RouteRights");
    }

    [Fact]
    public void EveryRow_OfTheTable_HasAnEndpoint()
    {
        var mapped = Endpoints().Select(e => (e.Method, AccessTable.Normalize(e.Route.RoutePattern.RawText!))).ToHashSet();
        RouteRights.Web.Where(rule => !mapped.Contains((rule.Method, AccessTable.Normalize(rule.Route)))).Select(rule => $"{rule.Method} {rule.Route}").ShouldBeEmpty();
    }

    [Fact]
    public async Task EveryEndpoint_AskedAsEverybody_AnswersAsTheTableSays()
    {
        // mutants: AccessGuard calls next without asking the table; Access.Allows takes any right for the one that is named; SessionGrain takes another tenant's session
        var table = silo.Services.GetRequiredService<AccessTable>();
        var wrong = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(await CallersAsync(), async (caller, _) =>
        {
            using var client = caller.Client;
            foreach (var (route, method) in Endpoints())
            {
                var needed = table.Needed(route, method)!;
                if (needed.Kind == AccessKind.Anonymous && caller.Right is not null)
                {
                    continue; // the tries are limited, and no right matters
                }

                var status = await AskAsync(client, method, Path(route));
                if (needed.Allows(caller.Actor) == IsDenied(status, needed))
                {
                    wrong.Add($"{method} {Path(route)} needs {needed}, asked as {caller.Name}: {(int)status.Status} {status.Title}");
                }
            }
        });
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Page_AskedByAMethodThatTheTableDoesNotName_IsClosed()
    {
        using var put = await silo.Administrator.PutAsync("jobs", new FormUrlEncodedContent([]));
        using var post = await silo.Administrator.PostAsync("devices", new FormUrlEncodedContent([]));
        put.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        post.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    // the guard's own refusals; what a handler or a grain refuses for its own reasons says something else
    private static bool IsDenied((HttpStatusCode Status, string Title) answer, Access needed) =>
        needed.Kind != AccessKind.Anonymous
        && (answer.Status is HttpStatusCode.Unauthorized || answer.Title.Contains(AccessGuard.Refusal, StringComparison.Ordinal) || answer.Title.StartsWith("/login?to=", StringComparison.Ordinal));

    private static async Task<(HttpStatusCode Status, string Title)> AskAsync(HttpClient client, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is "POST" or "PUT" or "PATCH")
        {
            request.Content = path.StartsWith("/api/", StringComparison.Ordinal) ? new StringContent("{}", System.Text.Encoding.UTF8, "application/json") : new FormUrlEncodedContent([]);
        }

        // the sessions of the tests must outlive the test of the calls that end them
        if (method == "DELETE" && path == "/api/v1/session" && client.DefaultRequestHeaders.Authorization is not null)
        {
            path = "/api/v1/session?";
            request.Method = HttpMethod.Get;
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        var says = response.StatusCode == HttpStatusCode.Forbidden ? await response.Content.ReadAsStringAsync(limit.Token) : response.Headers.Location?.OriginalString ?? "";
        return (response.StatusCode, says);
    }

    private static string Path(RouteEndpoint route)
    {
        var path = "/" + route.RoutePattern.RawText!.Trim('/');
        foreach (var parameter in route.RoutePattern.Parameters)
        {
            var value = parameter.Name is "user" or "job" ? "019a9f5e-7c1a-7bbb-8000-0123456789ab" : "nothing";
            path = System.Text.RegularExpressions.Regex.Replace(path, @"\{\**" + parameter.Name + @"[^}]*\}", value, System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
        }

        return path;
    }

    private async Task<List<(string Name, HttpClient Client, Actor Actor, Right? Right)>> CallersAsync()
    {
        var administrator = await UserAsync(silo.AdministratorId);
        var carol = await UserAsync(silo.UserId);
        List<(string, HttpClient, Actor, Right?)> callers =
        [
            ("nobody", silo.CreateClient(), Actor.Anonymous(""), null),
            ("a user", await ClientAsync(carol), Actor.Of(carol, ""), null),
            ("an administrator", await ClientAsync(administrator), Actor.Of(administrator, ""), null),
            ("an administrator of another tenant", await ClientAsync(administrator, TenantId.Parse("elsewhere")), Actor.Anonymous(""), null),
        ];
        foreach (var info in RightCatalog.Delegable)
        {
            var (user, _) = await silo.UserWithAsync([info.Right]);
            var actor = Actor.Of(user, [.. RightCatalog.WithImplied([info.Right]).Select(right => new HeldRight(right, []))], "");
            callers.Add((RightCatalog.Word(info.Right), await ClientAsync(user), actor, info.Right));
        }

        // the table lets in who holds a right anywhere; the handlers and grains see to whom
        var group = GroupId.New(TimeProvider.System);
        (await silo.Services.GetRequiredService<IGrainFactory>().Group(SiloHost.Tenant, group).PutAsync(new PutGroup { Name = $"Walk {group}" }, Actor.System("test"), default)).IsDone.ShouldBeTrue();
        foreach (var info in RightCatalog.Delegable.Where(info => info.Reach == RightReach.Groups))
        {
            var (user, _) = await silo.UserWithAsync([info.Right], [], [group]);
            var actor = Actor.Of(user, [.. RightCatalog.WithImplied([info.Right]).Select(right => HeldRight.Over(right, [group]))], "");
            callers.Add(($"{RightCatalog.Word(info.Right)} over a group", await ClientAsync(user), actor, info.Right));
        }

        return callers;
    }

    private async Task<User> UserAsync(string id) =>
        (await silo.Services.GetRequiredService<IRecordStore>().FindUserAsync(SiloHost.Tenant, Domain.Users.UserId.Parse(id), CancellationToken.None))!;

    private async Task<HttpClient> ClientAsync(User user, TenantId? tenant = null)
    {
        var client = silo.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await silo.SessionOfAsync(user.Id, tenant));
        return client;
    }

    private IEnumerable<(RouteEndpoint Route, string Method)> Endpoints() =>
        from route in silo.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where route.Metadata.GetMetadata<WebEndpoint>() is not null
        from method in route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? (IReadOnlyList<string>)MethodsOfPage(route)
        select (route, method);

    // a page answers to every method; those that the table does not name are closed (see the test of that)
    private string[] MethodsOfPage(RouteEndpoint page)
    {
        var table = silo.Services.GetRequiredService<AccessTable>();
        string[] named = [.. Methods.Where(method => table.Needed(page, method) is not null)];
        return named.Length > 0 ? named : ["GET"];
    }
}
