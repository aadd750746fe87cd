using System.Collections.Immutable;
using System.Security.Cryptography;
using Platen.Domain.Mail;
using Platen.Domain.Ports;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Records;

namespace Platen.Grains.Users;

/// <summary>The second factor at console, portal and REST (ASVS 6.3.3).</summary>
internal sealed partial class UserGrain
{
    public async Task<BeginFactorResult> BeginFactorAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!Rights.Is(actor, Id) || !actor.InPerson)
        {
            return new BeginFactorResult { Result = Refusals.NotYours };
        }

        var seal = await SealAsync(cancellationToken);
        var secret = RandomNumberGenerator.GetBytes(Totp.SecretBytes);
        var result = await WriteAsync(row => Begin(row, seal, ref secret, actor), cancellationToken);
        return new BeginFactorResult { Result = result, Secret = result.IsDone ? Totp.Base32(secret) : null };
    }

    public async Task<ConfirmFactorResult> ConfirmFactorAsync(string code, Actor actor, CancellationToken cancellationToken)
    {
        if (!Rights.Is(actor, Id) || !actor.InPerson)
        {
            return new ConfirmFactorResult { Result = Refusals.NotYours };
        }

        var seal = await SealAsync(cancellationToken);
        var recovery = FactorSeal.DrawRecovery();
        var mail = await MailAsync(CredentialChange.FactorSetUp, cancellationToken);
        var result = await WriteAsync(row => Confirm(row, seal, code, [.. recovery.Select(drawn => seal.HashOf(Id, drawn))], mail, actor), cancellationToken);
        return new ConfirmFactorResult { Result = result, Recovery = result.IsDone ? recovery : [] };
    }

    public async Task<CommandResult> RemoveFactorAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(actor, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var mail = await MailAsync(CredentialChange.FactorRemoved, cancellationToken);
        var result = await WriteAsync(
            row => ChangeCredentials(row, user => user.Factor is null ? user : user with { Factor = null, Version = user.Version + 1 }, actor, "user.factor-removed", mail), cancellationToken);
        if (result.IsDone && !Rights.Is(actor, Id))
        {
            await sessions.EndAllAsync(Tenant, Id, cancellationToken);
        }

        return result;
    }

    private async Task<FactorSeal> SealAsync(CancellationToken cancellationToken) => new((await keys.GetAsync(Tenant, cancellationToken)).AsSpan());

    // one that was begun is shown again, so that a page that is loaded twice does not spoil the picture that was read
    private Draft<User> Begin(User? row, FactorSeal seal, ref byte[] secret, Actor actor)
    {
        switch (row)
        {
            case null:
                return Draft<User>.Refuse(Refusals.NotFound($"user '{Id}'"));
            case { AuthenticatedBy: UserSource.OpenId }:
                return Draft<User>.Refuse(CommandCode.Refused, "The second factor is the identity provider's; it is set up there.");
            case { Factor.ConfirmedAt: not null }:
                return Draft<User>.Refuse(CommandCode.Refused, "There is a second factor already; take it away first.");
            case { Factor: { } begun }:
                secret = seal.Open(Id, begun.Sealed);
                return Draft<User>.Nothing();
        }

        var next = row with { Factor = new SecondFactor { Sealed = seal.Close(Id, secret) }, Version = row.Version + 1 };
        return UserRows.Save(row, next, ConsoleCommit.Audit(actor, Now, "user.factor-begun", Subject));
    }

    private Draft<User> Confirm(User? row, FactorSeal seal, string code, ImmutableArray<string> recovery, RecordChange? mail, Actor actor)
    {
        if (row is not { Factor: { ConfirmedAt: null } begun })
        {
            return Draft<User>.Refuse(CommandCode.Refused, "There is no second factor to confirm; begin anew.");
        }

        if (Totp.Match(seal.Open(Id, begun.Sealed), code.Replace(" ", "", StringComparison.Ordinal), Now, begun.LastStep) is not { } step)
        {
            return Draft<User>.Refuse(CommandCode.Invalid, "That is not the code that the app shows now. Look whether the telephone's clock is right.");
        }

        var next = row with { Factor = begun with { ConfirmedAt = Now, LastStep = step, Recovery = recovery }, Version = row.Version + 1 };
        return UserRows.Save(row, next, ConsoleCommit.Audit(actor, Now, "user.factor-set-up", Subject), mail);
    }
}
