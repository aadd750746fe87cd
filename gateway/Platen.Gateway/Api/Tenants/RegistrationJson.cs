using System.Collections.Immutable;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Gateway.Api.Shared;

namespace Platen.Gateway.Api.Tenants;

/// <summary>Who may register, and what they get; in a request, what is left out stays as it is.</summary>
internal sealed record RegistrationJson
{
    /// <summary>Whether anybody may. It needs a mail server, too.</summary>
    public bool? Enabled { get; init; }

    /// <summary>The mail domains whose addresses may, such as example.com; * alone: all.</summary>
    public IReadOnlyList<string>? MailDomains { get; init; }

    /// <summary>address, or localPart: what stands before the at sign.</summary>
    public string? LoginName { get; init; }

    /// <summary>Ids of groups that whoever registers is in.</summary>
    public IReadOnlyList<string>? Groups { get; init; }

    /// <summary>Ids of roles that whoever registers has.</summary>
    public IReadOnlyList<string>? Roles { get; init; }

    /// <summary>Whether an administrator must approve each account.</summary>
    public bool? NeedsApproval { get; init; }

    /// <summary>Who is mailed when somebody waits; empty: nobody.</summary>
    public string? ApproverAddress { get; init; }

    /// <summary>How the PIN is told: shown, or mailed.</summary>
    public string? Pin { get; init; }

    /// <summary>How long the mailed link is good, in minutes, 15 to 10,080.</summary>
    public int? LinkMinutes { get; init; }

    /// <summary>Whether forgotten passwords are replaced by a mailed link.</summary>
    public bool? PasswordByMail { get; init; }

    public static RegistrationJson Of(Tenant tenant) => new()
    {
        Enabled = tenant.Registration.Enabled,
        MailDomains = tenant.Registration.MailDomains,
        LoginName = tenant.Registration.LoginName == RegistrationName.LocalPart ? "localPart" : "address",
        Groups = [.. tenant.Registration.Groups.Select(group => group.ToString())],
        Roles = [.. tenant.Registration.Roles.Select(role => role.Value)],
        NeedsApproval = tenant.Registration.NeedsApproval,
        ApproverAddress = tenant.Registration.ApproverAddress,
        Pin = tenant.Registration.Pin == RegistrationPin.Mailed ? "mailed" : "shown",
        LinkMinutes = (int)tenant.Registration.LinkLife.TotalMinutes,
        PasswordByMail = tenant.PasswordByMail,
    };

    public RegistrationPolicy Over(RegistrationPolicy now, Input input) => now with
    {
        Enabled = Enabled ?? now.Enabled,
        MailDomains = MailDomains is null ? now.MailDomains : [.. MailDomains.Select(domain => domain.Trim().ToLowerInvariant())],
        LoginName = Choice(input, LoginName, "loginName", now.LoginName, ("address", RegistrationName.Address), ("localPart", RegistrationName.LocalPart)),
        Groups = Groups is null ? now.Groups : [.. Groups.Select(group => input.Id<GroupId>(group, "groups", GroupId.TryParse))],
        Roles = Roles is null ? now.Roles : [.. Roles.Select(role => input.Id<RoleId>(role, "roles", RoleId.TryParse))],
        NeedsApproval = NeedsApproval ?? now.NeedsApproval,
        ApproverAddress = ApproverAddress?.Trim() ?? now.ApproverAddress,
        Pin = Choice(input, Pin, "pin", now.Pin, ("shown", RegistrationPin.Shown), ("mailed", RegistrationPin.Mailed)),
        LinkLife = LinkMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : now.LinkLife,
    };

    private static T Choice<T>(Input input, string? text, string field, T now, params ImmutableArray<(string Word, T Value)> choices)
    {
        foreach (var (word, value) in choices)
        {
            if (word == text)
            {
                return value;
            }
        }

        if (text is not null)
        {
            input.Add(field, $"'{field}' is '{text}'; give one of {string.Join(", ", choices.Select(choice => choice.Word))}.");
        }

        return now;
    }
}
