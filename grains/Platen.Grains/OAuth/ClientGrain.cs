using System.Collections.Immutable;
using Orleans.Concurrency;
using Platen.Domain.OAuth;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.OAuth;
using Platen.Grains.Records;
using Platen.Grains.Users;

namespace Platen.Grains.OAuth;

/// <inheritdoc cref="IClientGrain"/>
[StatelessWorker]
internal sealed class ClientGrain(IRecordStore store, IRecordQueries queries, IAuthorizations authorizations, ICredentialKeys keys, Secrets secrets, TimeProvider time) : Grain, IClientGrain
{
    private const int SearchMax = 200;
    private const int PageMax = 500;

    private TenantId Tenant => GrainKeys.ParseTenant(this.GetPrimaryKeyString());

    public async Task<OAuthClient?> GetAsync(ClientId client, Actor actor, CancellationToken cancellationToken) =>
        May(actor) && await store.FindOAuthClientAsync(Tenant, client, cancellationToken) is { } row ? Public(row) : null;

    public async Task<ResultPage<OAuthClient>> ListAsync(string search, PageRequest page, Actor actor, CancellationToken cancellationToken)
    {
        if (!May(actor))
        {
            return new ResultPage<OAuthClient>([], "");
        }

        var found = await queries.ListOAuthClientsAsync(Tenant, search.Length > SearchMax ? search[..SearchMax] : search, page with { Limit = Math.Clamp(page.Limit, 1, PageMax) }, cancellationToken);
        return found with { Items = [.. found.Items.Select(Public)] };
    }

    public async Task<PutClientResult> PutAsync(PutClient command, Actor actor, CancellationToken cancellationToken)
    {
        if (!May(actor))
        {
            return Not(Refusals.Needs(Right.ClientSettings));
        }

        var row = await store.FindOAuthClientAsync(Tenant, command.Client, cancellationToken);
        if (await RefusalAsync(row, command, cancellationToken) is { } refusal)
        {
            return Not(refusal);
        }

        var next = Next(row, command);
        var errors = ClientRules.Check(next);
        if (errors.Length > 0)
        {
            return Not(CommandResult.Not(CommandCode.Invalid, errors));
        }

        if ((ClientRules.Lacking(next, actor) ?? (row is null ? null : ClientRules.Lacking(row, actor))) is { } lacking)
        {
            return Not(Refusals.CannotGive(lacking));
        }

        var needsSecret = next.Authentication == ClientAuthentication.Secret && next.SecretHash.Length == 0;
        var secret = needsSecret ? ClientSecret.New() : null;
        next = secret is null ? next : await WithSecretAsync(next, secret, cancellationToken);
        var result = await WriteAsync(row, next, actor, row is null ? "oauth.client-created" : "oauth.client-updated", cancellationToken);
        return new PutClientResult { Result = result, Secret = result.IsDone ? secret : null };
    }

    public async Task<PutClientResult> RenewSecretAsync(ClientId client, Actor actor, CancellationToken cancellationToken)
    {
        if (await ForChangeAsync(client, actor, cancellationToken) is var (row, refusal) && row is null)
        {
            return Not(refusal!);
        }

        if (row.Authentication != ClientAuthentication.Secret)
        {
            return Not(CommandResult.Not(CommandCode.Refused, "The client has no secret: it proves otherwise, or not at all, that it is the one."));
        }

        var secret = ClientSecret.New();
        var result = await WriteAsync(row, await WithSecretAsync(row, secret, cancellationToken), actor, "oauth.client-secret-renewed", cancellationToken);
        if (!result.IsDone)
        {
            return Not(result);
        }

        await authorizations.EndOwnTokensAsync(Tenant, client, cancellationToken);
        return new PutClientResult { Result = result, Secret = secret };
    }

    public async Task<CommandResult> ShutOutAsync(ClientId client, Actor actor, CancellationToken cancellationToken)
    {
        // what is taken away, one need not hold
        if (!May(actor))
        {
            return Refusals.Needs(Right.ClientSettings);
        }

        if (await store.FindOAuthClientAsync(Tenant, client, cancellationToken) is not { Active: true } row)
        {
            return Refusals.NotFound("such client");
        }

        var result = await WriteAsync(row, row with { Active = false, SecretHash = "", SecretSetAt = null }, actor, "oauth.client-shut-out", cancellationToken);
        if (result.IsDone)
        {
            // tokens of a client that is shut out are refused anyway; this cleans up
            await authorizations.EndOfClientAsync(Tenant, client, cancellationToken);
        }

        return result;
    }

    private static bool May(Actor actor) => Rights.HasEverywhere(actor, Right.ClientSettings);

    private static OAuthClient Public(OAuthClient row) => row with { SecretHash = "" };

    private static PutClientResult Not(CommandResult result) => new() { Result = result };

    private async Task<(OAuthClient? Row, CommandResult? Refusal)> ForChangeAsync(ClientId client, Actor actor, CancellationToken cancellationToken)
    {
        if (!May(actor))
        {
            return (null, Refusals.Needs(Right.ClientSettings));
        }

        if (await store.FindOAuthClientAsync(Tenant, client, cancellationToken) is not { Active: true } row)
        {
            return (null, Refusals.NotFound("such client"));
        }

        return ClientRules.Lacking(row, actor) is { } lacking ? (null, Refusals.CannotGive(lacking)) : (row, null);
    }

    private async Task<CommandResult?> RefusalAsync(OAuthClient? row, PutClient command, CancellationToken cancellationToken)
    {
        if (row is not null)
        {
            return command.IsNew ? Refusals.Exists($"client '{command.Client}'") : row.Active ? null : CommandResult.Not(CommandCode.Refused, "The client is shut out for good; register another one.");
        }

        var known = await queries.ListOAuthClientsAsync(Tenant, "", new PageRequest("", PageMax), cancellationToken);
        return known.Items.Length >= OAuthLimits.ClientsMax ? CommandResult.Not(CommandCode.Refused, $"{OAuthLimits.ClientsMax} clients are registered, those that are shut out too; no more are taken.") : null;
    }

    private OAuthClient Next(OAuthClient? row, PutClient command)
    {
        var next = row ?? new OAuthClient { Tenant = Tenant, Id = command.Client, Name = "", Authentication = default, CreatedAt = time.GetUtcNow() };
        var keepsSecret = command.Authentication == ClientAuthentication.Secret;
        return next with
        {
            Name = command.Name.Trim(),
            Authentication = command.Authentication,
            Grants = [.. command.Grants.Distinct().Order()],
            RedirectAddresses = [.. command.RedirectAddresses.Distinct(StringComparer.Ordinal)],
            Scopes = RightCatalog.WithImplied(command.Scopes),
            Sites = [.. command.Sites.Distinct().OrderBy(site => site.Value, StringComparer.Ordinal)],
            Certificates = [.. command.Certificates.Distinct(StringComparer.Ordinal)],
            Keys = [.. command.Keys.Select(key => key.Trim().ReplaceLineEndings("\n")).Distinct(StringComparer.Ordinal)],
            MayIntrospect = command.MayIntrospect,
            IsDesktop = command.IsDesktop,
            SecretHash = keepsSecret ? next.SecretHash : "",
            SecretSetAt = keepsSecret ? next.SecretSetAt : null,
        };
    }

    private async Task<OAuthClient> WithSecretAsync(OAuthClient client, string secret, CancellationToken cancellationToken)
    {
        var pepper = PasswordPepper.Of((await keys.GetAsync(Tenant, cancellationToken)).AsSpan());
        return client with { SecretHash = await secrets.HashAsync(secret, pepper, cancellationToken), SecretSetAt = time.GetUtcNow() };
    }

    private async Task<CommandResult> WriteAsync(OAuthClient? row, OAuthClient next, Actor actor, string action, CancellationToken cancellationToken)
    {
        ImmutableArray<(string, string)> details =
        [
            ("name", next.Name), ("authentication", next.Authentication.ToString()), ("grants", string.Join(' ', next.Grants.Select(OAuthWords.Of))), ("scopes", OAuthWords.Scope(next.Scopes)),
            ("sites", string.Join(' ', next.Sites)), ("redirects", string.Join(' ', next.RedirectAddresses)), ("introspects", next.MayIntrospect ? "true" : "false"), ("desktop", next.IsDesktop ? "true" : "false"),
            ("certificates", string.Join(' ', next.Certificates)), ("keys", string.Join(' ', next.Keys.Select(ClientAssertion.FingerprintOf))),
        ];
        var change = new OAuthClientChange(next with { Version = (row?.Version ?? 0) + 1 }) { ExpectedVersion = row?.Version ?? 0 };
        var written = await store.CommitAsync(ConsoleCommit.Of(Tenant, [change], ConsoleCommit.Audit(actor, time.GetUtcNow(), action, $"client:{next.Id}", details: details)), cancellationToken);
        return written.Code == CommitCode.Committed ? CommandResult.Done : CommandResult.Not(CommandCode.Contended, "Somebody else changed the client at the same time; try again.");
    }
}
