using Platen.Domain.Mail;
using Platen.Domain.Ports;
using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Mail;

/// <summary>The tenant's outgoing mail: its server, and the outbox. Stateless, since a test waits for the mail server. Key: <see cref="GrainKeys.Tenant"/>.</summary>
[Alias("platen.mail.mail-grain")]
public interface IMailGrain : IGrainWithStringKey
{
    /// <summary>The settings without the password.</summary>
    [Alias("get")]
    [AnySilo]
    Task<MailView> GetAsync(CancellationToken cancellationToken);

    /// <summary>Records or changes the settings. Another host, port, protection, authority or user name asks for the password again. Needs the right to mail settings.</summary>
    [Alias("put")]
    [AnySilo]
    Task<CommandResult> PutAsync(PutMailSettings command, Actor actor, CancellationToken cancellationToken);

    /// <summary>Sends a mail to an address at once, past the outbox, and says what the mail server made of it. Needs the right to mail settings.</summary>
    [Alias("test")]
    [AnySilo]
    Task<MailTestResult> TestAsync(string to, Actor actor, CancellationToken cancellationToken);

    /// <summary>The outbox, newest first. Needs the right to mail settings.</summary>
    [Alias("list")]
    [AnySilo]
    Task<ResultPage<MailRow>> ListAsync(MailState? state, PageRequest page, Actor actor, CancellationToken cancellationToken);

    /// <summary>Has a parked mail tried again. Needs the right to mail settings.</summary>
    [Alias("release")]
    [AnySilo]
    Task<CommandResult> ReleaseAsync(Guid mail, Actor actor, CancellationToken cancellationToken);

    /// <summary>Deletes a mail that waits or is parked. Needs the right to mail settings.</summary>
    [Alias("discard")]
    [AnySilo]
    Task<CommandResult> DiscardAsync(Guid mail, Actor actor, CancellationToken cancellationToken);
}
