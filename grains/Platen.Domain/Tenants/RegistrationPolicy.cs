using System.Collections.Immutable;
using Platen.Domain.Mail;
using Platen.Domain.Roles;
using Platen.Domain.Users;

namespace Platen.Domain.Tenants;

/// <summary>Who may register without an administrator, and what they get (AU01). Off as shipped.</summary>
public sealed record RegistrationPolicy
{
    /// <summary>In place of mail domains: whoever has an e-mail address.</summary>
    public const string AnyDomain = "*";

    /// <summary>Whether anybody may.</summary>
    public bool Enabled { get; init; }

    /// <summary>The mail domains whose addresses may register, such as <c>example.com</c>, without their subdomains; or <see cref="AnyDomain"/> alone.</summary>
    public ImmutableArray<string> MailDomains { get; init; } = [];

    /// <summary>The login name.</summary>
    public RegistrationName LoginName { get; init; }

    /// <summary>Groups that whoever registers is in.</summary>
    public ImmutableArray<GroupId> Groups { get; init; } = [];

    /// <summary>Roles that whoever registers has, in the whole company.</summary>
    public ImmutableArray<RoleId> Roles { get; init; } = [];

    /// <summary>Nobody logs in before an administrator approved the account.</summary>
    public bool NeedsApproval { get; init; }

    /// <summary>Where a mail goes when somebody waits for that; empty: nowhere.</summary>
    public string ApproverAddress { get; init; } = "";

    /// <summary>How the PIN is told.</summary>
    public RegistrationPin Pin { get; init; }

    /// <summary>How long the mailed link is good: 15 minutes to 7 days.</summary>
    public TimeSpan LinkLife { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Whether an address may register.</summary>
    public bool Takes(string email) => EmailAddress.Fault(email) is null && (MailDomains.Contains(AnyDomain) || MailDomains.Contains(EmailAddress.Domain(email)));

    /// <summary>The same, with the lists of another one where they say the same, so that both compare as equal.</summary>
    public RegistrationPolicy Over(RegistrationPolicy former) => this with
    {
        MailDomains = MailDomains.SequenceEqual(former.MailDomains) ? former.MailDomains : MailDomains,
        Groups = Groups.SequenceEqual(former.Groups) ? former.Groups : Groups,
        Roles = Roles.SequenceEqual(former.Roles) ? former.Roles : Roles,
    };

    /// <summary>As the audit log writes it.</summary>
    public override string ToString() => Enabled
        ? $"on for {string.Join(" ", MailDomains)}, name {LoginName}, PIN {Pin}, link {LinkLife}{(NeedsApproval ? ", approval" : "")}, groups {string.Join(" ", Groups)}, roles {string.Join(" ", Roles)}"
        : "off";
}
