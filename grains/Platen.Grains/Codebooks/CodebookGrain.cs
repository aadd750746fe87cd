using System.Collections.Immutable;
using System.Globalization;
using Orleans.Concurrency;
using Platen.Domain.Audit;
using Platen.Domain.Codebooks;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Codebooks;
using Platen.Grains.Records;

namespace Platen.Grains.Codebooks;

/// <inheritdoc cref="ICodebookGrain"/>
[StatelessWorker]
internal sealed class CodebookGrain(IRecordStore store, ICodebookRecords records, TimeProvider time) : Grain, ICodebookGrain
{
    private const int SearchMax = 200;
    private const int PageMax = 500;

    private TenantId Tenant => GrainKeys.ParseTenant(this.GetPrimaryKeyString());

    public async Task<ImmutableArray<Codebook>> ListAsync(Actor actor, CancellationToken cancellationToken) =>
        May(actor) ? await records.AllAsync(Tenant, cancellationToken) : [];

    public async Task<ResultPage<Code>?> ListCodesAsync(CodebookId codebook, string search, PageRequest page, Actor actor, CancellationToken cancellationToken) =>
        May(actor) && (await TreeAsync(cancellationToken)).Find(codebook) is not null ? await records.ListAsync(Tenant, codebook, Bounded(search), Bounded(page), cancellationToken) : null;

    public async Task<CommandResult> PutAsync(PutCodebook command, Actor actor, CancellationToken cancellationToken)
    {
        if (!May(actor))
        {
            return Refusals.Needs(Right.EditCodebooks);
        }

        var tree = await TreeAsync(cancellationToken);
        var row = tree.Find(command.Codebook);
        if (row is not null && command.IsNew)
        {
            return Refusals.Exists($"codebook '{command.Codebook}'");
        }

        var next = (row ?? new Codebook { Tenant = Tenant, Id = command.Codebook, Name = "" }) with
        {
            Name = command.Name.Trim(), Description = command.Description.Trim(), Parent = command.Parent, Access = Kept(row?.Access, command.Access), Active = command.Active,
        };
        var errors = CodebookRules.Check(next);
        if (tree.WhyNotBelow(next.Id, next.Parent) is { } why)
        {
            errors = errors.Add(why);
        }

        if (row is null && tree.All.Count() >= CodebookRules.CodebooksMax)
        {
            errors = errors.Add($"There are {CodebookRules.CodebooksMax} codebooks already, those that are given up too; use one of them.");
        }

        return errors.Length > 0 ? CommandResult.Not(CommandCode.Invalid, errors) : await WriteAsync(row, next, actor, cancellationToken);
    }

    public async Task<CommandResult> PutCodesAsync(PutCodes command, Actor actor, CancellationToken cancellationToken)
    {
        if (!May(actor))
        {
            return Refusals.Needs(Right.EditCodebooks);
        }

        if ((await TreeAsync(cancellationToken)).Find(command.Codebook) is null)
        {
            return Refusals.NotFound($"codebook '{command.Codebook}'");
        }

        if (command.Codes.IsEmpty)
        {
            return CommandResult.Not(CommandCode.Invalid, "No code is given; choose or write at least one.");
        }

        if (command.Codes.Length > CodebookRules.CodesAtOnce)
        {
            return CommandResult.Not(CommandCode.Invalid, $"{command.Codes.Length} codes are given; {CodebookRules.CodesAtOnce} at once are taken. Send the others after them.");
        }

        var known = (await records.FindAsync(Tenant, command.Codebook, [.. command.Codes.Select(code => code.Value)], cancellationToken)).ToDictionary(code => code.Value, StringComparer.Ordinal);
        var next = command.Codes.Select(code => Next(command.Codebook, known.GetValueOrDefault(code.Value), code)).ToImmutableArray();
        ImmutableArray<string> errors =
        [
            .. next.SelectMany(code => CodebookRules.Check(code)),
            .. next.GroupBy(code => code.Value, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => $"The code '{same.Key}' is given {same.Count()} times; give it once."),
        ];
        if (next.Any(code => !known.ContainsKey(code.Value)) && await records.CountAsync(Tenant, command.Codebook, cancellationToken) + next.Length - known.Count > CodebookRules.CodesMax)
        {
            errors = errors.Add($"A codebook has {CodebookRules.CodesMax} codes at most, those that are given up too; put the others into another codebook.");
        }

        return errors.Length > 0 ? CommandResult.Not(CommandCode.Invalid, errors) : await WriteAsync(command.Codebook, known, next, actor, cancellationToken);
    }

    public async Task<CommandResult> ApplyAccessAsync(ApplyCodeAccess command, Actor actor, CancellationToken cancellationToken)
    {
        if (!May(actor))
        {
            return Refusals.Needs(Right.EditCodebooks);
        }

        var tree = await TreeAsync(cancellationToken);
        if (tree.Find(command.Codebook) is null)
        {
            return Refusals.NotFound($"codebook '{command.Codebook}'");
        }

        if (command.Codes.IsEmpty && command.Codebooks.IsEmpty)
        {
            return CommandResult.Not(CommandCode.Invalid, "Nothing is chosen; choose at least one codebook or code.");
        }

        if (command.Codes.Length + command.Codebooks.Length > CodebookRules.CodesAtOnce)
        {
            return CommandResult.Not(CommandCode.Invalid, $"More than {CodebookRules.CodesAtOnce} are chosen; apply it to some of them, then to the others.");
        }

        var books = command.Codebooks.Distinct().Select(tree.Find).ToImmutableArray();
        var codes = await records.FindAsync(Tenant, command.Codebook, [.. command.Codes.Distinct(StringComparer.Ordinal)], cancellationToken);
        if (books.Any(book => book?.Parent != command.Codebook) || codes.Length < command.Codes.Distinct(StringComparer.Ordinal).Count())
        {
            return CommandResult.Not(CommandCode.Invalid, $"Some of what is chosen does not stand right below the codebook '{command.Codebook}'; open it again and choose anew.");
        }

        var commit = ConsoleCommit.Of(
            Tenant,
            [
                .. books.Where(book => book!.Access is not null).Select(book => new CodebookChange(book! with { Access = null, Version = book.Version + 1 }) { ExpectedVersion = book.Version }),
                .. codes.Where(code => code.Access is not null).Select(code => new CodeChange(code with { Access = null, Version = code.Version + 1 }) { ExpectedVersion = code.Version }),
            ],
            Audit(actor, "codebook.access-applied", command.Codebook, [("codebooks", string.Join(' ', command.Codebooks)), ("codes", Some(command.Codes))]));
        return await CommitAsync(commit, cancellationToken);
    }

    public async Task<ImmutableArray<Codebook>?> ListUsableAsync(UserId user, Actor actor, CancellationToken cancellationToken)
    {
        if (await UserAsync(user, actor, cancellationToken) is not { } row)
        {
            return null;
        }

        var tree = await TreeAsync(cancellationToken);
        var named = (await records.WithOwnCodesAsync(Tenant, row, cancellationToken)).ToHashSet();
        return [.. tree.All.Where(book => tree.IsInUse(book.Id) && row.Active && (named.Contains(book.Id) || tree.Allows(book.Id, row)))];
    }

    public async Task<ResultPage<Code>?> ListUsableCodesAsync(UserId user, CodebookId codebook, string search, PageRequest page, Actor actor, CancellationToken cancellationToken)
    {
        if (await UserAsync(user, actor, cancellationToken) is not { } row)
        {
            return null;
        }

        var tree = await TreeAsync(cancellationToken);
        return row.Active && tree.IsInUse(codebook)
            ? await records.ListUsableAsync(Tenant, codebook, row, tree.Allows(codebook, row), Bounded(search), Bounded(page), cancellationToken)
            : new ResultPage<Code>([], "");
    }

    private static bool May(Actor actor) => Rights.HasEverywhere(actor, Right.EditCodebooks);

    private static string Bounded(string search) => search.Length > SearchMax ? search[..SearchMax] : search;

    private static PageRequest Bounded(PageRequest page) => page with { Limit = Math.Clamp(page.Limit, 1, PageMax) };

    // the same record when nothing changes, so that a version grows only with a change
    private static CodeAccess? Kept(CodeAccess? before, CodeAccess? after) => after is not null && after.Matches(before) ? before : after;

    private static string Some(IEnumerable<string> values)
    {
        const int Named = 20;
        var all = values.ToList();
        return string.Join(' ', all.Take(Named)) + (all.Count > Named ? $" and {all.Count - Named} more" : "");
    }

    private async Task<CodebookTree> TreeAsync(CancellationToken cancellationToken) => new(await records.AllAsync(Tenant, cancellationToken));

    private async Task<User?> UserAsync(UserId user, Actor actor, CancellationToken cancellationToken) =>
        May(actor) || (Rights.Is(actor, user) && Rights.Has(actor, Right.OwnProfile)) ? await store.FindUserAsync(Tenant, user, cancellationToken) : null;

    private Code Next(CodebookId codebook, Code? row, PutCode code) => (row ?? new Code { Tenant = Tenant, Codebook = codebook, Value = code.Value }) with
    {
        Text = code.Text?.Trim() ?? row?.Text ?? "",
        Access = code.KeepsAccess ? row?.Access : Kept(row?.Access, code.Access),
        Active = code.Active ?? row?.Active ?? true,
    };

    private Task<CommandResult> WriteAsync(Codebook? row, Codebook next, Actor actor, CancellationToken cancellationToken)
    {
        if (row == next)
        {
            return Task.FromResult(CommandResult.Done);
        }

        var audit = Audit(actor, row is null ? "codebook.created" : "codebook.updated", next.Id, [("before", Words(row)), ("after", Words(next))]);
        return CommitAsync(ConsoleCommit.Of(Tenant, [new CodebookChange(next with { Version = next.Version + 1 }) { ExpectedVersion = next.Version }], audit), cancellationToken);
    }

    private Task<CommandResult> WriteAsync(CodebookId codebook, Dictionary<string, Code> known, ImmutableArray<Code> next, Actor actor, CancellationToken cancellationToken)
    {
        ImmutableArray<Code> changed = [.. next.Where(code => known.GetValueOrDefault(code.Value) != code)];
        return changed.IsEmpty
            ? Task.FromResult(CommandResult.Done)
            : CommitAsync(
                ConsoleCommit.Of(
                    Tenant,
                    [.. changed.Select(code => new CodeChange(code with { Version = code.Version + 1 }) { ExpectedVersion = code.Version })],
                    Audit(actor, "codes.changed", codebook, [("count", changed.Length.ToString(CultureInfo.InvariantCulture)), ("codes", Some(changed.Select(Words)))])),
                cancellationToken);
    }

    private static string Words(Codebook? book) => book is null ? "" : $"{book.Name}; below: {book.Parent?.Value ?? "none"}; for: {book.Access?.ToString() ?? "as above"}; {(book.Active ? "in use" : "given up")}";

    private static string Words(Code code) => $"{code.Value} ({code.Access?.ToString() ?? "as the codebook"}{(code.Active ? "" : ", given up")})";

    private AuditEntry Audit(Actor actor, string action, CodebookId codebook, ImmutableArray<(string, string)> details) => ConsoleCommit.Audit(actor, time.GetUtcNow(), action, $"codebook:{codebook}", details: details);

    private async Task<CommandResult> CommitAsync(Commit commit, CancellationToken cancellationToken)
    {
        var written = await store.CommitAsync(commit, cancellationToken);
        return written.Code == CommitCode.Committed ? CommandResult.Done : CommandResult.Not(CommandCode.Contended, "Somebody else changed the codebook at the same time; try again.");
    }
}
