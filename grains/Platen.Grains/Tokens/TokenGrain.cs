using System.Collections.Immutable;
using Orleans.Concurrency;
using Platen.Domain.Mail;
using Platen.Domain.OAuth;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Tokens;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Tokens;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Mail;
using Platen.Grains.Records;
using Platen.Grains.Users;

namespace Platen.Grains.Tokens;

/// <inheritdoc cref="ITokenGrain"/>
[StatelessWorker]
internal sealed class TokenGrain(IRecordStore store, ITokens tokens, IAuthorizations authorizations, MailPost post, TimeProvider time) : Grain, ITokenGrain
{
    private TenantId Tenant => GrainKeys.ParseTenant(this.GetPrimaryKeyString());

    public async Task<SessionView?> FindAsync(string token, string certificate, CancellationToken cancellationToken)
    {
        if (TokenText.KindOf(token) is not (TokenKind.Personal or TokenKind.Access) || await tokens.FindAsync(Tenant, token, cancellationToken) is not { } row
            || (row.Certificate.Length > 0 && row.Certificate != certificate) || await TokenViews.WithClientAsync(store, row, cancellationToken) is not ({ } view, var client))
        {
            return null;
        }

        if (client is { IsDesktop: true } && !await IsDesktopInUseAsync(client, row, cancellationToken))
        {
            return null;
        }

        if (row.Kind == TokenKind.Personal)
        {
            await tokens.NoteUseAsync(row, cancellationToken);
        }

        return view;
    }

    // AU18: the desktop client's login is over when idle, by the limits of now; each use of any of its tokens moves the end
    private async Task<bool> IsDesktopInUseAsync(OAuthClient client, IssuedToken row, CancellationToken cancellationToken)
    {
        if (await authorizations.FindAsync(Tenant, row.Family, cancellationToken) is not { } agreement)
        {
            return false;
        }

        var (life, now) = (AuthorizationLife.Of(client, await store.FindTenantAsync(Tenant, cancellationToken)), time.GetUtcNow());
        if (life.IsOver(agreement, now))
        {
            await authorizations.EndAsync(Tenant, agreement.Id, cancellationToken);
            return false;
        }

        await authorizations.NoteUseAsync(agreement, life.EndOf(agreement, now), cancellationToken);
        return true;
    }

    public async Task<CreateTokenResult> CreatePersonalAsync(CreateToken command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.InPerson || actor.UserId is not { } user)
        {
            return Not(CommandResult.Not(CommandCode.Forbidden, "Only who has logged in in person makes tokens."));
        }

        var scopes = RightCatalog.WithImplied(command.Scopes);
        var errors = TokenRules.Check(command.Name.Trim(), scopes, command.Life, actor);
        if ((await tokens.ListAsync(Tenant, user, TokenKind.Personal, cancellationToken)).Length >= TokenRules.PersonalMax)
        {
            errors = errors.Add($"You have {TokenRules.PersonalMax} tokens already; end one first.");
        }

        if (errors.Length > 0)
        {
            return Not(CommandResult.Not(CommandCode.Invalid, errors));
        }

        var now = time.GetUtcNow();
        var row = new IssuedToken { Tenant = Tenant, Kind = TokenKind.Personal, Family = Guid.CreateVersion7(now), User = user, Name = command.Name.Trim(), Scopes = scopes, IssuedAt = now, EndsAt = now + command.Life };
        var text = await tokens.AddAsync(row, cancellationToken);
        await AuditAsync(actor, "token.created", user, [("scopes", string.Join(", ", scopes.Select(RightCatalog.Word))), ("ends", row.EndsAt.ToString("O", System.Globalization.CultureInfo.InvariantCulture))], cancellationToken, await MailAsync(user, cancellationToken));
        return new CreateTokenResult { Result = CommandResult.Done, Token = text, EndsAt = row.EndsAt };
    }

    public async Task<ImmutableArray<IssuedToken>> ListAsync(UserId user, Actor actor, CancellationToken cancellationToken) =>
        await MayAsync(actor, user, cancellationToken) ? await tokens.ListAsync(Tenant, user, TokenKind.Personal, cancellationToken) : [];

    public async Task<CommandResult> RevokeAsync(UserId user, string id, Actor actor, CancellationToken cancellationToken)
    {
        if (!await MayAsync(actor, user, cancellationToken))
        {
            return Refusals.NotYours;
        }

        if (!await tokens.RevokeAsync(Tenant, user, id, cancellationToken))
        {
            return Refusals.NotFound("such token");
        }

        await AuditAsync(actor, "token.revoked", user, [], cancellationToken);
        return CommandResult.Done;
    }

    private static CreateTokenResult Not(CommandResult result) => new() { Result = result };

    private Task<bool> MayAsync(Actor actor, UserId user, CancellationToken cancellationToken) => LoginsOf.MayEndAsync(store, Tenant, actor, user, cancellationToken);

    private async Task<RecordChange?> MailAsync(UserId user, CancellationToken cancellationToken) => await store.FindUserAsync(Tenant, user, cancellationToken) is { } row
        ? await post.OfChangeAsync(await store.FindTenantAsync(Tenant, cancellationToken), row, CredentialChange.Token, cancellationToken)
        : null;

    private async Task AuditAsync(Actor actor, string action, UserId user, ImmutableArray<(string Name, string Value)> details, CancellationToken cancellationToken, RecordChange? mail = null) =>
        await store.CommitAsync(ConsoleCommit.Of(Tenant, mail is null ? [] : [mail], ConsoleCommit.Audit(actor, time.GetUtcNow(), action, $"user:{user}", details: details)), cancellationToken);
}
