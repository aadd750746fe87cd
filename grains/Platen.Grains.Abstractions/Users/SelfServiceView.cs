using System.Collections.Immutable;

namespace Platen.Grains.Abstractions.Users;

/// <summary>What people can do for themselves before they can log in.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.users.self-service-view")]
public sealed record SelfServiceView
{
    /// <summary>Whether people can register: it is switched on, and there is a mail server.</summary>
    [Id(0)]
    public bool Registration { get; init; }

    /// <summary>The mail domains whose addresses can; empty: all.</summary>
    [Id(1)]
    public ImmutableArray<string> MailDomains { get; init; } = [];

    /// <summary>Whether an administrator looks at each account first.</summary>
    [Id(2)]
    public bool NeedsApproval { get; init; }

    /// <summary>Whether a forgotten password can be replaced: it is switched on, and there is a mail server.</summary>
    [Id(3)]
    public bool PasswordByMail { get; init; }

    /// <summary>What passwords must be like, for people.</summary>
    [Id(4)]
    public string PasswordRules { get; init; } = "";
}
