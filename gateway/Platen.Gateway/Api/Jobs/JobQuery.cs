using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Queues;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Gateway.Api.Shared;

namespace Platen.Gateway.Api.Jobs;

/// <summary>Which jobs are wanted.</summary>
/// <param name="Owner">Of this user; who sees only the own jobs sees those.</param>
/// <param name="Site">Of this site.</param>
/// <param name="Queue">Of this queue.</param>
/// <param name="State">In these states: IPP keywords, separated by commas.</param>
/// <param name="Unclaimed">Only those without an owner.</param>
/// <param name="Search">Looks in titles and names.</param>
internal sealed record JobQuery(
    [FromQuery(Name = "owner")] string? Owner,
    [FromQuery(Name = "site")] string? Site,
    [FromQuery(Name = "queue")] string? Queue,
    [FromQuery(Name = "state")] string? State,
    [FromQuery(Name = "unclaimed")] bool? Unclaimed,
    [FromQuery(Name = "search")] string? Search)
{
    private const int SearchMax = 200;

    public JobFilter Filter(Input input, Caller caller)
    {
        var filter = new JobFilter
        {
            Owner = input.OptionalId<UserId>(Owner, "owner", UserId.TryParse),
            Site = input.OptionalId<SiteId>(Site, "site", SiteId.TryParse),
            Queue = input.OptionalId<QueueId>(Queue, "queue", QueueId.TryParse),
            States = States(input),
            UnclaimedOnly = Unclaimed ?? false,
            Search = Search ?? "",
        };
        if (filter.Search.Length > SearchMax)
        {
            input.Add("search", $"'search' has {filter.Search.Length} characters; {SearchMax} at most are allowed.");
        }

        return filter;
    }

    private ImmutableArray<JobState> States(Input input) => string.IsNullOrEmpty(State)
        ? []
        : [.. State.Split(',', 8).Select(word => input.Word<JobState>(word.Trim(), "state", policy: JsonNamingPolicy.KebabCaseLower))];
}
