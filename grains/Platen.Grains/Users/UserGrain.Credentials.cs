using System.Collections.Immutable;
using System.Globalization;
using Platen.Domain.Mail;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Records;

namespace Platen.Grains.Users;

/// <summary>Password, PIN and cards.</summary>
internal sealed partial class UserGrain
{
    private const string InitialOver = "The time of the initial password is over: ask for a new one.";

    // An unlocked browser is not its owner: who is there shows that the password of now is known (ASVS 6.2.3).
    public async Task<CommandResult> ChangePasswordAsync(string current, string password, Actor actor, CancellationToken cancellationToken)
    {
        if (!Rights.Is(actor, Id) || !Rights.Has(actor, Right.OwnCredentials))
        {
            return Refusals.NotYours;
        }

        if (await RowAsync(cancellationToken) is { AuthenticatedBy.Length: 0, PasswordHash.Length: > 0 })
        {
            var proof = await LogInAsync(current, actor.Origin, ForAChange, cancellationToken);
            if (proof.Code != LogInCode.Ok)
            {
                return CommandResult.Not(CommandCode.Refused, proof.Code == LogInCode.InitialPasswordOver ? InitialOver : "The current password is wrong, or locked after several failures.");
            }

            if (proof.User is { } user && InitialPassword.Is(user) && password == current)
            {
                return CommandResult.Not(CommandCode.Invalid, "That is the password that you were given: choose one of your own.");
            }
        }

        return await ReplacePasswordAsync(password, actor, isLasting: false, cancellationToken);
    }

    public async Task<CommandResult> SetPasswordAsync(string password, Actor actor, CancellationToken cancellationToken) =>
        (await GivePasswordAsync(new GivePassword { Password = password }, actor, cancellationToken)).Result;

    public async Task<GivePasswordResult> GivePasswordAsync(GivePassword command, Actor actor, CancellationToken cancellationToken)
    {
        if (Rights.Is(actor, Id) && await RowAsync(cancellationToken) is { AuthenticatedBy.Length: 0, PasswordHash.Length: > 0 })
        {
            return new GivePasswordResult { Result = CommandResult.Not(CommandCode.Refused, "The current password is missing: whoever changes the own password gives the one of now, too.") };
        }

        if (command.IsLasting && !await MayAsync(row => IsOverseen(row, Right.EditUsers, actor), cancellationToken))
        {
            return new GivePasswordResult { Result = Refusals.Needs(Right.EditUsers) };
        }

        var drawn = command.Password is null ? InitialPassword.Draw() : null;
        var result = await ReplacePasswordAsync(command.Password ?? drawn!, actor, command.IsLasting, cancellationToken);
        return new GivePasswordResult { Result = result, Password = result.IsDone ? drawn : null };
    }

    // until when a password is good that an actor sets now; null: it is no initial one
    private DateTimeOffset? InitialEnd(Tenant tenant, Actor actor, bool isLasting) => isLasting || !InitialPassword.IsBy(actor, Id) ? null : Now + tenant.Logins.InitialPasswordLife;

    private static string PasswordWord(DateTimeOffset? initialEndsAt) =>
        initialEndsAt is { } end ? string.Create(CultureInfo.InvariantCulture, $"initial, until {end:yyyy-MM-dd HH:mm} UTC") : "lasting";

    private async Task<CommandResult> ReplacePasswordAsync(string password, Actor actor, bool isLasting, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(actor, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        if (await RowAsync(cancellationToken) is { AuthenticatedBy.Length: > 0 } elsewhere)
        {
            return CommandResult.Not(CommandCode.Refused, elsewhere.AuthenticatedBy == UserSource.OpenId
                ? "The user logs in by the company's identity provider; there is no password here."
                : "The password is the directory's; it is changed there.");
        }

        if (await GrainFactory.Tenant(Tenant).GetAsync(cancellationToken) is not { } tenant)
        {
            return Refusals.NotFound($"tenant '{Tenant}'");
        }

        var errors = PasswordPolicy.Check(password, tenant, (await RowAsync(cancellationToken))!);
        errors = errors.Length == 0 ? await secrets.ListedAsync(password, cancellationToken) : errors;
        if (errors.Length > 0)
        {
            return CommandResult.Not(CommandCode.Invalid, errors);
        }

        var hash = await secrets.HashAsync(password, await PepperAsync(cancellationToken), cancellationToken);
        var end = InitialEnd(tenant, actor, isLasting);
        var mail = await MailAsync(end is null ? CredentialChange.Password : CredentialChange.PasswordGiven, cancellationToken);
        var result = await WriteAsync(
            row => ChangeCredentials(row, user => user with { PasswordHash = hash, InitialPasswordEndsAt = end, Version = user.Version + 1 }, actor, "user.password-set", mail, ("password", PasswordWord(end))), cancellationToken);
        if (result.IsDone)
        {
            await sessions.EndAllAsync(Tenant, Id, cancellationToken);
            await tokens.RevokeAllAsync(Tenant, Id, cancellationToken);
        }

        return result;
    }

    public async Task<IssuePinResult> IssuePinAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(actor, cancellationToken) is { } refusal)
        {
            return new IssuePinResult { Result = refusal };
        }

        if (await GrainFactory.Tenant(Tenant).GetAsync(cancellationToken) is not { } tenant)
        {
            return new IssuePinResult { Result = Refusals.NotFound($"tenant '{Tenant}'") };
        }

        var factory = new UserFactory(tenant, Id, await keys.GetAsync(Tenant, cancellationToken), secrets);
        var digits = PinPolicy.Digits(tenant.PinDigits, await counts.OfAsync(Tenant, cancellationToken));
        var pin = "";
        var mail = await MailAsync(CredentialChange.Pin, cancellationToken);
        var result = await WriteAsync(row => IssuePin(row, factory, pin = PinPolicy.Draw(digits), mail, actor), cancellationToken, Redraw(drawn: true));
        return new IssuePinResult { Result = result, Pin = result.IsDone ? pin : null };
    }

    private Draft<User> IssuePin(User? row, UserFactory factory, string pin, RecordChange? mail, Actor actor)
    {
        if (row is not null && !Rights.HasOver(actor, Right.EditCredentials, row) && PinPolicy.NextAt(row, Now) is { } next)
        {
            return Draft<User>.Refuse(
                CommandCode.Refused, string.Create(CultureInfo.InvariantCulture, $"A new PIN can be drawn once in {PinPolicy.Interval.Days} days; the next one from {next:yyyy-MM-dd HH:mm} UTC. If somebody saw yours, ask an administrator."));
        }

        return ChangeCredentials(row, user => factory.WithPin(user, pin, Now) with { Version = user.Version + 1 }, actor, "user.pin-issued", mail);
    }

    public async Task<CommandResult> AddCardAsync(string cardNumber, Actor actor, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(actor, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        if (UserRules.CheckCard(cardNumber) is { } error)
        {
            return CommandResult.Not(CommandCode.Invalid, error);
        }

        var card = new UserCard(CredentialIndex.OfCard((await keys.GetAsync(Tenant, cancellationToken)).AsSpan(), cardNumber), UserRules.CardLabel(cardNumber));
        var mail = await MailAsync(CredentialChange.CardAdded, cancellationToken);
        return await WriteAsync(row => AddCard(row, card, mail, actor), cancellationToken);
    }

    public async Task<CommandResult> RemoveCardAsync(ImmutableArray<byte> index, Actor actor, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(actor, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var mail = await MailAsync(CredentialChange.CardRemoved, cancellationToken);
        return await WriteAsync(row => ChangeCredentials(row, user => WithoutCard(user, index), actor, "user.card-removed", mail), cancellationToken);
    }

    private async Task<PasswordPepper?> PepperAsync(CancellationToken cancellationToken) => PasswordPepper.Of((await keys.GetAsync(Tenant, cancellationToken)).AsSpan());

    private static bool HasCard(User user, ImmutableArray<byte> index) => user.Cards.Any(card => card.Index.AsSpan().SequenceEqual(index.AsSpan()));

    private static User WithoutCard(User user, ImmutableArray<byte> index) => HasCard(user, index)
        ? user with { Cards = user.Cards.RemoveAll(card => card.Index.AsSpan().SequenceEqual(index.AsSpan())), Version = user.Version + 1 }
        : user;

    private Draft<User> AddCard(User? row, UserCard card, RecordChange? mail, Actor actor)
    {
        if (row?.Cards.Length >= UserRules.CardsMax)
        {
            return Draft<User>.Refuse(CommandCode.Refused, $"The user has {UserRules.CardsMax} cards already; remove one first.");
        }

        return ChangeCredentials(row, user => HasCard(user, card.Index) ? user : user with { Cards = user.Cards.Add(card), Version = user.Version + 1 }, actor, "user.card-added", mail);
    }

    private static bool MayChange(User? row, Actor actor) => row is null ? Rights.HasEverywhere(actor, Right.EditCredentials) : Rights.MayEditCredentials(actor, row);

    // asked again over the row that is written: it may have left the groups over which the actor's right holds
    private Draft<User> ChangeCredentials(User? row, Func<User, User> change, Actor actor, string action, RecordChange? mail, params ImmutableArray<(string Name, string Value)> details) =>
        MayChange(row, actor) ? Change(row, change, ConsoleCommit.Audit(actor, Now, action, Subject, details: details), mail) : Draft<User>.Refuse(Refusals.NotYours);

    private async Task<CommandResult?> RefusalAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!await MayAsync(row => MayChange(row, actor), cancellationToken))
        {
            return Refusals.NotYours;
        }

        return await RowAsync(cancellationToken) is null ? Refusals.NotFound($"user '{Id}'") : await WhyNotOverAsync(actor, cancellationToken);
    }
}
