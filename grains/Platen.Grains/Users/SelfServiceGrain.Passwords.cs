using System.Collections.Immutable;
using System.Globalization;
using Platen.Domain.Mail;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Records;

namespace Platen.Grains.Users;

/// <summary>Forgotten passwords.</summary>
internal sealed partial class SelfServiceGrain
{
    /// <summary>How long a link for a new password is good.</summary>
    public static readonly TimeSpan ResetLife = TimeSpan.FromMinutes(30);

    /// <summary>Users with one e-mail address who get a mail each.</summary>
    private const int UsersMax = 3;

    private const int NameMax = 254;

    private static readonly CommandResult NoReset = CommandResult.Not(CommandCode.Refused, "Passwords are not replaced by mail here; ask an administrator.");

    public async Task<CommandResult> BeginPasswordResetAsync(BeginPasswordReset command, CancellationToken cancellationToken)
    {
        if (await AllowingAsync(row => row.PasswordByMail, cancellationToken) is not { } tenant)
        {
            return NoReset;
        }

        var name = command.Name.Trim();
        if (name.Length is 0 or > NameMax || name.Any(char.IsControl))
        {
            return CommandResult.Not(CommandCode.Invalid, "The name is missing; give your login name or your e-mail address.");
        }

        if (await asks.WhyNotAsync(Tenant, name, command.Origin, cancellationToken) is { } tooOften)
        {
            return CommandResult.Not(CommandCode.Refused, tooOften);
        }

        var users = await FindUsersAsync(name, cancellationToken);
        var changes = ImmutableArray.CreateBuilder<RecordChange>();
        foreach (var user in users)
        {
            changes.AddRange(OfUser(user, tenant, command.PublicAddress));
        }

        if (users.IsEmpty)
        {
            // as much work as for somebody: a link that opens nothing, and a mail that nobody gets
            var (link, token) = NewLink(MailLinkKind.Nothing, name, null);
            _ = post.Write(tenant, MailPurpose.PasswordReset, "nobody@localhost", MailLanguages.Usual, null, ResetLife, ("login", name), ("link", token), ("minutes", ""));
            changes.Add(new MailLinkChange(link) { ExpectedVersion = 0 });
        }

        var audit = ConsoleCommit.Audit(Somebody(command.Origin), Now, "password-reset.requested", users.IsEmpty ? "user:unknown" : $"user:{users[0].Id}", success: !users.IsEmpty);
        await WriteAsync(changes.ToImmutable(), audit, cancellationToken);
        return CommandResult.Done;
    }

    public async Task<CommandResult> CompletePasswordResetAsync(UseMailLink command, CancellationToken cancellationToken)
    {
        if (await AllowingAsync(row => row.PasswordByMail, cancellationToken) is null)
        {
            return NoReset;
        }

        return await FindLinkAsync(command.Token, MailLinkKind.PasswordReset, cancellationToken) is { User: { } user } link
            ? await GrainFactory.User(Tenant, user).ResetPasswordAsync(link.Id, command.Password, Somebody(command.Origin), cancellationToken)
            : NoSuchLink;
    }

    private async Task<ImmutableArray<User>> FindUsersAsync(string name, CancellationToken cancellationToken)
    {
        var byLogin = name.Length <= UserRules.LoginNameMax ? await store.FindUserByLoginAsync(Tenant, name, cancellationToken) : null;
        var byEmail = await store.FindUsersByEmailAsync(Tenant, name, cancellationToken);
        return [.. (byLogin is null ? byEmail : byEmail.Insert(0, byLogin)).Where(user => user.Active && user.Email.Length > 0).DistinctBy(user => user.Id).Take(UsersMax)];
    }

    private IEnumerable<RecordChange> OfUser(User user, Tenant tenant, string publicAddress)
    {
        var language = MailLanguages.Of(user.Language, tenant.Language);
        if (user.AuthenticatedBy != UserSource.Here)
        {
            yield return post.Write(tenant, MailPurpose.PasswordElsewhere, user.Email, language, user.Id, null, ("login", user.LoginName));
            yield break;
        }

        var (link, token) = NewLink(MailLinkKind.PasswordReset, user.Id.ToString(), user.Id);
        yield return new MailLinkChange(link) { ExpectedVersion = 0 };
        yield return post.Write(
            tenant, MailPurpose.PasswordReset, user.Email, language, user.Id, ResetLife,
            ("login", user.LoginName), ("link", Address(tenant, publicAddress, "/forgot/password", token)), ("minutes", ResetLife.TotalMinutes.ToString("0", CultureInfo.InvariantCulture)));
    }

    private (MailLink Link, string Token) NewLink(MailLinkKind kind, string about, UserId? user)
    {
        var token = MailLink.NewToken();
        return (new MailLink { Tenant = Tenant, Id = MailLink.IdOf(token)!, Kind = kind, Address = MailLink.AddressOf(about), User = user, EndsAt = Now + ResetLife }, token);
    }
}
