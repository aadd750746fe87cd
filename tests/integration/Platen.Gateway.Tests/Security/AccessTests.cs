using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Platen.Domain.Users;
using Platen.Gateway.Security;
using Platen.Gateway.Tests.Hosting;

namespace Platen.Gateway.Tests.Security;

/// <summary>Every endpoint that is mapped, asked as nobody, as a user and as an administrator, against the table of rights (AZ01, AZ02).</summary>
[Collection(SiloTests.Name)]
public sealed class AccessTests(SiloHost silo)
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    private static readonly HttpStatusCode[] Denied = [HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden, HttpStatusCode.Redirect];

    [Fact]
    public void EveryEndpoint_OfTheWebPorts_StandsInTheTable()
    {
        // mutant: a route that is mapped but not in ApiAccess.Rules
        var table = silo.Services.GetRequiredService<AccessTable>();
        var missing = Endpoints().Where(e => table.Needed(e.Route, e.Method) == Access.Unspecified).Select(e => $"{e.Method} {e.Route.RoutePattern.RawText}");
        missing.ShouldBeEmpty();
    }

    [Fact]
    public void EveryRow_OfTheTable_HasAnEndpoint()
    {
        var mapped = Endpoints().Select(e => (e.Method, AccessTable.Normalize(e.Route.RoutePattern.RawText!))).ToHashSet();
        var rows = silo.Services.GetServices<IEnumerable<AccessRule>>().SelectMany(rules => rules);
        rows.Where(rule => !mapped.Contains((rule.Method, AccessTable.Normalize(rule.Route)))).Select(rule => $"{rule.Method} {rule.Route}").ShouldBeEmpty();
    }

    [Fact]
    public async Task EveryEndpoint_AskedAsEachRole_AnswersAsTheTableSays()
    {
        // mutant: AccessGuard calls next without asking the table
        var table = silo.Services.GetRequiredService<AccessTable>();
        var wrong = new List<string>();
        foreach (var (route, method) in Endpoints())
        {
            var needed = table.Needed(route, method);
            foreach (var (client, has) in new[] { (silo.Anonymous, Access.Anonymous), (silo.User, Access.User), (silo.Administrator, Access.Administrator) })
            {
                var status = await AskAsync(client, method, Path(route));
                var expected = has >= needed;
                if (expected == IsDenied(status, needed, has))
                {
                    wrong.Add($"{method} {Path(route)} needs {needed}, asked as {has}: {(int)status}");
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Page_AskedByAMethodThatTheTableDoesNotName_IsClosed()
    {
        using var put = await silo.Administrator.PutAsync("jobs", new FormUrlEncodedContent([]));
        using var post = await silo.Administrator.PostAsync("users", new FormUrlEncodedContent([]));
        put.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        post.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    // a user who may call can still meet 401 or 403 of the call itself: a wrong password, a user that is not one's own
    private static bool IsDenied(HttpStatusCode status, Access needed, Access has) =>
        has >= needed ? status == HttpStatusCode.Unauthorized && needed != Access.Anonymous : Denied.Contains(status);

    private static async Task<HttpStatusCode> AskAsync(HttpClient client, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is "POST" or "PUT" or "PATCH")
        {
            request.Content = path.StartsWith("/api/", StringComparison.Ordinal) ? new StringContent("{}", System.Text.Encoding.UTF8, "application/json") : new FormUrlEncodedContent([]);
        }

        // the sessions of the tests must outlive the test of the call that ends one
        if (method == "DELETE" && path == "/api/v1/session" && client.DefaultRequestHeaders.Authorization is not null)
        {
            return HttpStatusCode.NoContent;
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        return response.StatusCode;
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

    private IEnumerable<(RouteEndpoint Route, string Method)> Endpoints() =>
        from route in silo.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where route.Metadata.GetMetadata<WebEndpoint>() is not null
        from method in route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? (IReadOnlyList<string>)MethodsOfPage(route)
        select (route, method);

    // a page answers to every method; those that the table does not name are closed (see the test of that)
    private string[] MethodsOfPage(RouteEndpoint page)
    {
        var table = silo.Services.GetRequiredService<AccessTable>();
        string[] named = [.. Methods.Where(method => table.Needed(page, method) != Access.Unspecified)];
        return named.Length > 0 ? named : ["GET"];
    }
}
