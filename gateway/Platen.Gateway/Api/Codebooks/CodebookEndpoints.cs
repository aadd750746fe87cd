using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platen.Domain.Codebooks;
using Platen.Domain.Users;
using Platen.Gateway.Api.Shared;
using Platen.Gateway.Problems;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Codebooks;

namespace Platen.Gateway.Api.Codebooks;

/// <summary>Codebooks, their codes, who may use them, and what a user may choose from (AZ07).</summary>
internal static class CodebookEndpoints
{
    private const string Usable = "/users/{user}/codebooks";

    public static void Map(RouteGroupBuilder api)
    {
        var books = api.MapGroup("/codebooks").WithTags("Codebooks");
        books.MapGet("", ListAsync).Describe<PageOf<CodebookJson>>("listCodebooks", "All codebooks by id, those that are given up too.");
        books.MapPut("/{codebook}", PutAsync).Describe("putCodebook", "Adds a codebook, or changes one.");
        books.MapGet("/{codebook}/codes", ListCodesAsync).Describe<PageOf<CodeJson>>("listCodes", "The codes of a codebook by value, those that are given up too.");
        books.MapPut("/{codebook}/codes", PutCodesAsync).Describe("putCodes", "Adds or changes codes, all or none; those that are not named stay.");
        books.MapPost("/{codebook}/apply-access", ApplyAsync).Describe("applyCodebookAccess", "Makes chosen codebooks and codes below this one follow it again.");
        api.MapGet(Usable, ListUsableAsync).WithTags("Codebooks").Describe<PageOf<UsableCodebookJson>>("listUsableCodebooks", "The codebooks from which a user may choose something.");
        api.MapGet(Usable + "/{codebook}/codes", ListUsableCodesAsync).WithTags("Codebooks").Describe<PageOf<UsableCodeJson>>("listUsableCodes", "The codes that a user may choose, by value.");
    }

    private static async Task<IResult> ListAsync(Caller caller, CancellationToken cancellationToken) =>
        TypedResults.Ok(new PageOf<CodebookJson>([.. (await caller.Grains.Codebooks(caller.Tenant).ListAsync(caller.Actor, cancellationToken)).Select(CodebookJson.Of)], null));

    private static async Task<IResult> PutAsync(CodebookId codebook, PutCodebookRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var command = new PutCodebook
        {
            Codebook = codebook,
            Name = input.Text(request.Name, "name"),
            Description = request.Description ?? "",
            Parent = input.OptionalId<CodebookId>(request.Parent, "parent", CodebookId.TryParse),
            Access = CodeAccessJson.Read(request.Access, "access", input),
            Active = request.Active ?? true,
        };
        return input.Refusal ?? Answer(await caller.Grains.Codebooks(caller.Tenant).PutAsync(command, caller.Actor, cancellationToken));
    }

    private static async Task<IResult> ListCodesAsync(CodebookId codebook, string? search, [AsParameters] Paging paging, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var page = paging.Request(input);
        return input.Refusal ?? (await caller.Grains.Codebooks(caller.Tenant).ListCodesAsync(codebook, search ?? "", page, caller.Actor, cancellationToken) is { } found
            ? TypedResults.Ok(PageOf<CodeJson>.From(found, CodeJson.Of))
            : ProblemAnswers.NotFound("such codebook"));
    }

    private static async Task<IResult> PutCodesAsync(CodebookId codebook, PutCodesRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var command = new PutCodes
        {
            Codebook = codebook,
            Codes = [.. (request.Codes ?? []).Select((code, at) => new PutCode
            {
                Value = input.Text(code.Value, $"codes/{at}/value"), Text = code.Text ?? "", Access = CodeAccessJson.Read(code.Access, $"codes/{at}/access", input), Active = code.Active ?? true,
            })],
        };
        return input.Refusal ?? Answer(await caller.Grains.Codebooks(caller.Tenant).PutCodesAsync(command, caller.Actor, cancellationToken));
    }

    private static async Task<IResult> ApplyAsync(CodebookId codebook, ApplyAccessRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var command = new ApplyCodeAccess
        {
            Codebook = codebook,
            Codebooks = [.. (request.Codebooks ?? []).Select((book, at) => input.Id<CodebookId>(book, $"codebooks/{at}", CodebookId.TryParse))],
            Codes = [.. request.Codes ?? []],
        };
        return input.Refusal ?? Answer(await caller.Grains.Codebooks(caller.Tenant).ApplyAccessAsync(command, caller.Actor, cancellationToken));
    }

    private static async Task<IResult> ListUsableAsync(UserId user, Caller caller, CancellationToken cancellationToken) =>
        await caller.Grains.Codebooks(caller.Tenant).ListUsableAsync(user, caller.Actor, cancellationToken) is { } found
            ? TypedResults.Ok(new PageOf<UsableCodebookJson>([.. found.Select(UsableCodebookJson.Of)], null))
            : ProblemAnswers.NotFound("such user");

    private static async Task<IResult> ListUsableCodesAsync(UserId user, CodebookId codebook, string? search, [AsParameters] Paging paging, Caller caller, CancellationToken cancellationToken)
    {
        var input = new Input();
        var page = paging.Request(input);
        return input.Refusal ?? (await caller.Grains.Codebooks(caller.Tenant).ListUsableCodesAsync(user, codebook, search ?? "", page, caller.Actor, cancellationToken) is { } found
            ? TypedResults.Ok(PageOf<UsableCodeJson>.From(found, UsableCodeJson.Of))
            : ProblemAnswers.NotFound("such user"));
    }

    private static IResult Answer(CommandResult result) => result.IsDone ? TypedResults.NoContent() : ProblemAnswers.Of(result);
}
