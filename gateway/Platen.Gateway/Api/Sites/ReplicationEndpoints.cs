using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Platen.Domain.Accounting;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Gateway.Api.Shared;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;

namespace Platen.Gateway.Api.Sites;

/// <summary>What is replicated to and from the sites, how far it is, and the alarms about it.</summary>
internal static class ReplicationEndpoints
{
    private const int HoursDefault = 6;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/replication", ListAsync).WithTags("Sites").Describe<IReadOnlyList<ReplicationJson>>("listReplication", "The replication between the server and each agent: what waits, since when; as CSV with '?format=csv' or 'Accept: text/csv'.")
            .Produces<string>(StatusCodes.Status200OK, LedgerTable.MediaType);
        api.MapGet("/alarms", AlarmsAsync).WithTags("Sites").Describe<IReadOnlyList<AlarmJson>>("listAlarms", "The alarms about sites that stand, oldest first.");
        api.MapGet("/sites/{site}/agents/{agent}/samples", SamplesAsync).WithTags("Sites").Describe<IReadOnlyList<SampleJson>>("listSamples", "An agent's replication over the last hours, a sample a minute while it was linked.");
    }

    private static async Task<IResult> ListAsync(string? format, HttpRequest http, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var csv = ListFormat.IsCsv(format, http, input);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var rows = await caller.Grains.Lists(caller.Tenant).ListReplicationAsync(caller.Actor, cancellationToken);
        return csv
            ? new CsvFile<AgentReplication>("replication.csv", ReplicationTable.Head, ReplicationTable.Line, (_, _) => Task.FromResult(new ResultPage<AgentReplication>(rows, "")))
            : TypedResults.Ok<IReadOnlyList<ReplicationJson>>([.. rows.Select(ReplicationJson.Of)]);
    }

    private static async Task<IResult> AlarmsAsync(Caller caller, CancellationToken cancellationToken) => TypedResults.Ok<IReadOnlyList<AlarmJson>>(
        [.. (await caller.Grains.Lists(caller.Tenant).ListAlarmsAsync(caller.Actor, cancellationToken)).Select(AlarmJson.Of)]);

    private static async Task<IResult> SamplesAsync(SiteId site, AgentId agent, [FromQuery(Name = "hours")] int? hours, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        if (hours is < 1 or > IReplicationGrain.HistoryHoursMax)
        {
            input.Add("hours", $"'hours' is {hours}; 1 to {IReplicationGrain.HistoryHoursMax} is allowed.");
        }

        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var samples = await caller.Grains.Lists(caller.Tenant).ListSamplesAsync(site, agent, hours ?? HoursDefault, caller.Actor, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<SampleJson>>([.. samples.Select(SampleJson.Of)]);
    }
}
