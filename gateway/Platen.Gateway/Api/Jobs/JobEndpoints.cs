using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platen.Domain.Accounting;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Problems;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Jobs;

namespace Platen.Gateway.Api.Jobs;

internal static class JobEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var jobs = api.MapGroup("/jobs").WithTags("Jobs");
        jobs.MapGet("", ListAsync).Describe<PageOf<JobJson>>("listJobs", "Jobs, newest first: those that the caller may see; as CSV, all pages in one, with '?format=csv' or 'Accept: text/csv'.")
            .Produces<string>(StatusCodes.Status200OK, LedgerTable.MediaType);
        jobs.MapGet("/{job}", GetAsync).Describe<JobJson>("getJob", "One job.");
        jobs.MapDelete("/{job}", DeleteAsync).Describe<CommandJson>("deleteJob", "Asks the agent to delete the job and its key.", StatusCodes.Status202Accepted);
        jobs.MapPost("/{job}/releases", ReleaseAsync).Describe<ReleaseJson>("releaseJob", "Asks the agent to print the job at a device.", StatusCodes.Status202Accepted);
        jobs.MapPost("/{job}/claim", ClaimAsync).Describe<CommandJson>("claimJob", "Gives an unclaimed job to a user.", StatusCodes.Status202Accepted);
        jobs.MapPost("/{job}/lost-release", EndLostReleaseAsync).Describe<LostReleaseJson>("endLostRelease", "Gives up a release that another site has taken over and does not end, because it is lost for good; the answer says what may have been printed.", StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> ListAsync([AsParameters] JobQuery query, [AsParameters] Paging paging, string? format, HttpRequest http, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var filter = query.Filter(input, caller);
        var request = paging.Request(input);
        var csv = ListFormat.IsCsv(format, http, input);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var grain = caller.Grains.Lists(caller.Tenant);
        if (csv)
        {
            return new CsvFile<Job>("jobs.csv", JobTable.Head, JobTable.Line, (at, token) => grain.ListJobsAsync(filter, at, caller.Actor, token));
        }

        var page = await grain.ListJobsAsync(filter, request, caller.Actor, cancellationToken);
        return TypedResults.Ok(PageOf<JobJson>.From(page, JobJson.Of));
    }

    private static async Task<IResult> GetAsync(JobId job, Caller caller, CancellationToken cancellationToken)
    {
        var row = await caller.Grains.Job(caller.Tenant, job).GetAsync(cancellationToken);
        // others' jobs are not there for an ordinary user, whether they exist or not (AZ02)
        return row is not null && Rights.MaySee(caller.Actor, row) ? TypedResults.Ok(JobJson.Of(row)) : ProblemAnswers.NotFound("such job");
    }

    private static async Task<IResult> DeleteAsync(JobId job, Caller caller, CancellationToken cancellationToken) =>
        Accepted(await caller.Grains.Job(caller.Tenant, job).RequestDeleteAsync(caller.Actor, cancellationToken));

    private static async Task<IResult> ReleaseAsync(JobId job, ReleaseRequest request, Caller caller, TimeProvider time, CancellationToken cancellationToken)
    {
        var input = new Input();
        var device = input.Id<DeviceId>(request.Device, "device", DeviceId.TryParse);
        var site = input.OptionalId<SiteId>(request.Site, "site", SiteId.TryParse);
        var release = input.OptionalId<ReleaseId>(request.ReleaseId, "releaseId", ReleaseId.TryParse) ?? ReleaseId.New(time);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var grain = caller.Grains.Job(caller.Tenant, job);
        var row = await grain.GetAsync(cancellationToken);
        if (row is null || !Rights.MayHandle(caller.Actor, row))
        {
            return ProblemAnswers.NotFound("such job");
        }

        if (site is { } given && given != row.Site)
        {
            return ProblemAnswers.Of(StatusCodes.Status409Conflict, ProblemCode.Refused, $"The job lies at site '{row.Site}'; release it at site '{given}' by that device's own panel.");
        }

        var command = new RequestRelease { Release = release, Device = device, User = row.Owner ?? caller.Actor.UserId!.Value };
        var result = await grain.RequestReleaseAsync(command, caller.Actor, cancellationToken);
        return result.Result.IsDone ? TypedResults.Accepted((string?)null, new ReleaseJson(release.ToString(), result.Command)) : ProblemAnswers.Of(result.Result);
    }

    private static async Task<IResult> ClaimAsync(JobId job, ClaimRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var user = input.Id<UserId>(request.User, "user", UserId.TryParse);
        return input.Refusal ?? Accepted(await caller.Grains.Job(caller.Tenant, job).ClaimAsync(user, caller.Actor, cancellationToken));
    }

    private static async Task<IResult> EndLostReleaseAsync(JobId job, LostReleaseRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var release = input.Id<ReleaseId>(request.ReleaseId, "releaseId", ReleaseId.TryParse);
        if (request.MayHavePrinted != true)
        {
            input.Add("mayHavePrinted", "Say true: the other site may have printed the document, or be printing it.");
        }

        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var grain = caller.Grains.Job(caller.Tenant, job);
        var row = await grain.GetAsync(cancellationToken);
        var result = await grain.EndLostReleaseAsync(release, caller.Actor, cancellationToken);
        return result.Result.IsDone ? TypedResults.Accepted((string?)null, new LostReleaseJson(result.Command, LostRelease.Consequences(row?.Device?.Value ?? ""))) : ProblemAnswers.Of(result.Result);
    }

    private static IResult Accepted(JobCommandResult result) =>
        result.Result.IsDone ? TypedResults.Accepted((string?)null, new CommandJson(result.Command)) : ProblemAnswers.Of(result.Result);
}
