using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platen.Domain.Directories;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Problems;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Directories;

namespace Platen.Gateway.Api.Directories;

/// <summary>LDAP directories (AU21): settings, a test of them, and runs of the synchronisation.</summary>
internal static class DirectoryEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var directories = api.MapGroup("/directories").WithTags("Directories");
        directories.MapGet("", ListAsync).Describe<PageOf<DirectoryJson>>("listDirectories", "The directories.");
        directories.MapGet("/{directory}", GetAsync).Describe<DirectoryJson>("getDirectory", "One directory.");
        directories.MapPut("/{directory}", PutAsync).Describe<DirectoryJson>("putDirectory", "Adds a directory, or replaces its settings.");
        directories.MapPost("/{directory}/test", TestAsync).Describe<DirectoryProbe>("testDirectory", "Connects with the stored settings and reads a few people.");
        directories.MapGet("/{directory}/runs", ListRunsAsync).Describe<PageOf<RunJson>>("listDirectoryRuns", "Runs of the synchronisation, newest first.");
        directories.MapPost("/{directory}/runs", StartAsync).Describe<IdJson>("startDirectoryRun", "Begins a run and answers at once.", StatusCodes.Status202Accepted);
        directories.MapGet("/{directory}/runs/{run}", GetRunAsync).Describe<RunJson>("getDirectoryRun", "One run with its result.");
        directories.MapPost("/{directory}/runs/{run}/confirm", ConfirmAsync).Describe<IdJson>("confirmDirectoryRun", "Begins a full run that may shut out as many users as this one, which the brake stopped.", StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> ListAsync([AsParameters] Paging paging, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var request = paging.Request(input);
        return input.Refusal ?? TypedResults.Ok(PageOf<DirectoryJson>.From(await caller.Grains.Lists(caller.Tenant).ListDirectoriesAsync(request, caller.Actor, cancellationToken), DirectoryJson.Of));
    }

    private static async Task<IResult> GetAsync(DirectoryId directory, Caller caller, CancellationToken cancellationToken) =>
        await Grain(caller, directory).GetAsync(cancellationToken) is { } view ? TypedResults.Ok(DirectoryJson.Of(view)) : ProblemAnswers.NotFound($"directory '{directory}'");

    private static async Task<IResult> PutAsync(DirectoryId directory, PutDirectoryRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var schema = input.Word<DirectorySchema>(request.Schema, "schema");
        var command = new PutDirectory
        {
            Name = input.Text(request.Name, "name"),
            Enabled = request.Enabled ?? true,
            Schema = schema,
            Host = input.Text(request.Host, "host"),
            Port = request.Port ?? 0,
            Security = input.Word<DirectorySecurity>(request.Security, "security"),
            CertificateAuthorities = request.CertificateAuthorities ?? "",
            BindDn = request.BindDn ?? "",
            Password = request.Password,
            PeopleBase = input.Text(request.PeopleBase, "peopleBase"),
            PeopleFilter = request.PeopleFilter,
            GroupBase = request.GroupBase ?? "",
            GroupFilter = request.GroupFilter,
            Mapping = request.Mapping?.ToMapping(schema),
            SyncEvery = TimeSpan.FromMinutes(request.SyncMinutes ?? 15),
            FullEvery = TimeSpan.FromMinutes(request.FullMinutes ?? 1440),
            VanishPercentMax = request.VanishPercentMax ?? 10,
            Authenticates = request.Authenticates ?? true,
            KeepsVerifier = request.KeepsVerifier ?? false,
        };
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }

        var result = await Grain(caller, directory).PutAsync(command, caller.Actor, cancellationToken);
        return result.IsDone ? await GetAsync(directory, caller, cancellationToken) : ProblemAnswers.Of(result);
    }

    private static async Task<IResult> TestAsync(DirectoryId directory, Caller caller, CancellationToken cancellationToken) =>
        TypedResults.Ok(await Grain(caller, directory).TestAsync(caller.Actor, cancellationToken));

    private static async Task<IResult> ListRunsAsync(DirectoryId directory, [AsParameters] Paging paging, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var request = paging.Request(input);
        return input.Refusal ?? TypedResults.Ok(PageOf<RunJson>.From(await caller.Grains.Lists(caller.Tenant).ListDirectoryRunsAsync(directory, request, caller.Actor, cancellationToken), RunJson.Of));
    }

    private static async Task<IResult> StartAsync(DirectoryId directory, StartRunRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var kind = input.Word<DirectoryRunKind>(request.Kind, "kind");
        return input.Refusal ?? Started(directory, await Grain(caller, directory).StartAsync(kind, caller.Actor, cancellationToken));
    }

    private static async Task<IResult> ConfirmAsync(DirectoryId directory, string run, Caller caller, CancellationToken cancellationToken) =>
        Started(directory, await Grain(caller, directory).ConfirmAsync(run, caller.Actor, cancellationToken));

    private static async Task<IResult> GetRunAsync(DirectoryId directory, string run, Caller caller, CancellationToken cancellationToken) =>
        await Grain(caller, directory).GetRunAsync(run, cancellationToken) is { } row ? TypedResults.Ok(RunJson.Of(row)) : ProblemAnswers.NotFound("such run");

    private static IResult Started(DirectoryId directory, StartRunResult result) => result.Run is { } run
        ? TypedResults.Accepted($"{ApiEndpoints.Root}/directories/{directory}/runs/{run}", new IdJson(run))
        : ProblemAnswers.Of(result.Result);

    private static IDirectoryGrain Grain(Caller caller, DirectoryId directory) => caller.Grains.Directory(caller.Tenant, directory);
}
