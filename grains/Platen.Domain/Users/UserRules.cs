using System.Collections.Immutable;
using System.Net.Mail;
using Platen.Domain.Mail;

namespace Platen.Domain.Users;

/// <summary>What a user's record must be like (AU02).</summary>
public static class UserRules
{
    /// <summary>Longest login name, in characters.</summary>
    public const int LoginNameMax = 128;

    /// <summary>Longest e-mail address (RFC 5321, 4.5.3.1.3).</summary>
    public const int EmailMax = 254;

    /// <summary>Longest phone number.</summary>
    public const int PhoneMax = 40;

    /// <summary>Longest ID number or personal number.</summary>
    public const int NumberMax = 64;

    /// <summary>Longest path of a shared folder.</summary>
    public const int FolderMax = 400;

    /// <summary>Most ID cards of a user.</summary>
    public const int CardsMax = 16;

    /// <summary>Most delegates of a user.</summary>
    public const int DelegatesMax = 20;

    /// <summary>Most groups of a user.</summary>
    public const int GroupsMax = 500;

    /// <summary>Longest key of a person or group at its source, in characters.</summary>
    public const int SourceKeyMax = 256;

    /// <summary>Fewest letters and digits of a card number.</summary>
    public const int CardLengthMin = 4;

    /// <summary>Most characters of a card number.</summary>
    public const int CardLengthMax = 128;

    /// <summary>All that is wrong with a user's profile; empty: nothing.</summary>
    public static ImmutableArray<string> Check(User user)
    {
        var errors = ImmutableArray.CreateBuilder<string>();
        if (LoginNames.Fault(user.LoginName) is { } fault)
        {
            errors.Add($"The login name '{user.LoginName}' is not allowed: {fault}.");
        }

        RuleText.Name(errors, "The display name", user.DisplayName);
        if (user.Email.Length > 0 && (user.Email.Length > EmailMax || !MailAddress.TryCreate(user.Email, out var address) || address.Address != user.Email))
        {
            errors.Add($"'{user.Email}' is no e-mail address; give one such as name@example.com, or leave it empty.");
        }

        if (user.Language.Length > 0 && !MailLanguages.Has(user.Language))
        {
            errors.Add($"The language '{user.Language}' is not there; give one of {string.Join(", ", MailLanguages.All.Select(language => language.Tag))}, or leave it empty.");
        }

        if (user.Role is < UserRole.User or > UserRole.Administrator)
        {
            errors.Add("The role is missing; give User or Administrator.");
        }

        if (user.SecondPhase is < SecondPhase.Unspecified or > SecondPhase.PinOrPassword || user.DemandedSecondPhase is < SecondPhase.Unspecified or > SecondPhase.PinOrPassword)
        {
            errors.Add("The second phase of logins is not known; give none, pin, password or pinOrPassword.");
        }

        RuleText.Text(errors, "The phone number", user.Contact.Phone, PhoneMax);
        RuleText.Text(errors, "The ID number", user.Contact.IdNumber, NumberMax);
        RuleText.Text(errors, "The personal number", user.Contact.PersonalNumber, NumberMax);
        RuleText.Text(errors, "The shared folder", user.Contact.SharedFolder, FolderMax);
        if (user.Delegates.Length > DelegatesMax)
        {
            errors.Add($"The delegates are {user.Delegates.Length}; {DelegatesMax} at most are allowed.");
        }

        if (user.Groups.Length > GroupsMax)
        {
            errors.Add($"The groups are {user.Groups.Length}; {GroupsMax} at most are allowed.");
        }

        if (user.Delegates.Contains(user.Id))
        {
            errors.Add("The delegates name the user, who may release the own jobs anyway; leave the name out.");
        }

        return errors.ToImmutable();
    }

    /// <summary>What is wrong with a card number; null: nothing.</summary>
    public static string? CheckCard(string number)
    {
        if (number.Length > CardLengthMax)
        {
            return $"The card number has {number.Length} characters; {CardLengthMax} at most are allowed.";
        }

        var digits = CredentialIndex.NormalizeCard(number).Length;
        return digits < CardLengthMin ? $"The card number has {digits} letters and digits; at least {CardLengthMin} are expected. Was the card read to its end?" : null;
    }

    /// <summary>The last characters of a card number, by which people tell cards apart; never more than half of it.</summary>
    public static string CardLabel(string number)
    {
        var text = CredentialIndex.NormalizeCard(number);
        return "…" + text[^Math.Min(4, text.Length / 2)..];
    }
}
