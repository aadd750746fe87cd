using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Platen.Domain.Roles;
using Platen.Domain.Users;
using Platen.Gateway.Security;
using Platen.Gateway.Tests.Hosting;

namespace Platen.Gateway.Tests.Security;

/// <summary>Every call of the agents' port, against the table of rights: without an agent's certificate nothing but enrolling and the CA's certificate answers (AU16, AU32).</summary>
[Collection(SiloTests.Name)]
public sealed class AgentLinkAccessTests(SiloHost silo)
{
    private const string Unauthenticated = "16";

    // what no call is known by: it answers that there is no such call
    private const string Fallback = "{rpcService}/{rpcMethod}";

    [Fact]
    public void EveryCall_StandsInTheTable_AndEveryRowIsACall()
    {
        var mapped = Routes().Select(Name).Order().ToList();
        var rows = RouteRights.AgentLink.Select(rule => rule.Route).Order().ToList();
        mapped.Except(rows).ShouldBeEmpty("add a row to RouteRights");
        rows.Except(mapped).ShouldBeEmpty();
    }

    [Fact]
    public async Task EveryCall_WithoutACertificate_IsAsTheTableSays()
    {
        // mutant: a call that does not ask AgentPeer who is there
        using var client = silo.CreateClient(silo.AgentLinkPort);
        var open = new List<string>();
        foreach (var rule in RouteRights.AgentLink.Where(rule => rule.Method == "POST"))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, rule.Route) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact, Content = new ByteArrayContent([0, 0, 0, 0, 0]) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
            request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            using var answer = await client.SendAsync(request, limit.Token);
            await answer.Content.ReadAsByteArrayAsync(limit.Token);
            var status = Status(answer);
            if (rule.Needed.Allows(Actor.Anonymous("")) == (status == Unauthenticated))
            {
                open.Add($"{rule.Route} needs {rule.Needed}: grpc-status {status}");
            }
        }

        open.ShouldBeEmpty();
    }

    private static string Name(RouteEndpoint route) => "/" + route.RoutePattern.RawText!.Trim('/');

    private static string Status(HttpResponseMessage answer) =>
        answer.TrailingHeaders.TryGetValues("grpc-status", out var trailer) ? trailer.Single() : answer.Headers.TryGetValues("grpc-status", out var header) ? header.Single() : $"none, HTTP {(int)answer.StatusCode}";

    private IEnumerable<RouteEndpoint> Routes() =>
        from route in silo.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where route.Metadata.GetMetadata<WebEndpoint>() is null && route.RoutePattern.RawText is not null && route.RoutePattern.RawText.Trim('/') != Fallback
        select route;
}
