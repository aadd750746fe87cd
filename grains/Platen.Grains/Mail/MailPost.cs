using System.Collections.Immutable;
using Platen.Domain.Mail;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Grains.Mail;

/// <summary>Writes mails for the outbox. What it gives is a change that goes into the transaction of what the mail is about.</summary>
internal sealed class MailPost(IMasterKey master, IMailSender sender, TimeProvider time)
{
    /// <summary>A mail to an address.</summary>
    /// <param name="tenant">Whose mail it is.</param>
    /// <param name="purpose">Why it is sent.</param>
    /// <param name="to">The address.</param>
    /// <param name="language">The language, one that there is.</param>
    /// <param name="user">Whom it is about; null: nobody recorded.</param>
    /// <param name="usefulFor">How long it is of use; null: as long as any.</param>
    /// <param name="values">The values of its text, beside <c>company</c>.</param>
    public MailQueued Write(Tenant tenant, MailPurpose purpose, string to, string language, UserId? user, TimeSpan? usefulFor, params ReadOnlySpan<(string Name, string Value)> values) =>
        WriteWith([], tenant, purpose, to, language, user, usefulFor, values);

    /// <summary>A mail to an address, with files.</summary>
    public MailQueued WriteWith(ImmutableArray<MailAttachment> files, Tenant tenant, MailPurpose purpose, string to, string language, UserId? user, TimeSpan? usefulFor, params ReadOnlySpan<(string Name, string Value)> values)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(files.Length, MailLimits.AttachmentsMax);
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var content = MailTexts.Write(purpose, language, to, [("company", tenant.Name), .. values]) with { Attachments = files };
        var mail = new OutgoingMail
        {
            Tenant = tenant.Id, Id = id, Purpose = purpose, User = user, Content = OutgoingMail.Seal(master.Key.AsSpan(), tenant.Id, id, content), At = now, EndsAt = now + (usefulFor ?? MailLimits.UsefulFor),
        };
        return new MailQueued(mail) { ExpectedVersion = 0 };
    }

    /// <summary>Whether a notice can be sent to the user at all: there is an address, and a mail server.</summary>
    public async Task<bool> ReachesAsync(User user, CancellationToken cancellationToken) => user.Email.Length > 0 && await sender.IsSetAsync(user.Tenant, cancellationToken);

    /// <summary>A notice to a user whom it can be sent to (<see cref="ReachesAsync"/>).</summary>
    /// <param name="tenant">Whose user it is.</param>
    /// <param name="user">Who is told.</param>
    /// <param name="notice">Of what.</param>
    /// <param name="at">When it was.</param>
    /// <param name="where">From which address, or at which device.</param>
    public MailQueued Notice(Tenant tenant, User user, SecurityNotice notice, DateTimeOffset at, string where)
    {
        var language = MailLanguages.Of(user.Language, tenant.Language);
        var (what, advice) = MailTexts.Words(notice, language);
        return Write(
            tenant, MailPurpose.SecurityNotice, user.Email, language, user.Id, null,
            ("what", what), ("when", $"{at.UtcDateTime:yyyy-MM-dd HH:mm} UTC"), ("where", where.Length > 0 ? where : "–"), ("login", user.LoginName), ("advice", advice));
    }

    /// <summary>Tells a user that the way to log in was changed; null: the user has no address, or there is no mail server.</summary>
    public async Task<MailQueued?> OfChangeAsync(Tenant? tenant, User user, CredentialChange change, CancellationToken cancellationToken, string? to = null)
    {
        if (tenant is null || (to ?? user.Email).Length == 0 || !await sender.IsSetAsync(tenant.Id, cancellationToken))
        {
            return null;
        }

        var language = MailLanguages.Of(user.Language, tenant.Language);
        return Write(
            tenant, MailPurpose.CredentialChanged, to ?? user.Email, language, user.Id, null,
            ("what", MailTexts.Words(change, language)), ("when", $"{time.GetUtcNow().UtcDateTime:yyyy-MM-dd HH:mm} UTC"), ("login", user.LoginName));
    }
}
