using System.Net.Mail;
using Platen.Domain.Users;

namespace Platen.Domain.Mail;

/// <summary>E-mail addresses: which ones are taken, and when two are the same.</summary>
public static class EmailAddress
{
    /// <summary>What is wrong with an address, as the end of a sentence; null: nothing.</summary>
    public static string? Fault(string address) =>
        address.Length is 0 or > UserRules.EmailMax || !MailAddress.TryCreate(address, out var read) || read.Address != address || !IsPlain(address)
            ? $"'{address}' is no e-mail address; give one such as name@example.com"
            : null;

    /// <summary>The address as it is compared: hardly any server tells large letters from small ones before the at sign, and none behind it.</summary>
    public static string Key(string address) => address.Trim().ToLowerInvariant();

    /// <summary>What stands behind the at sign, in small letters.</summary>
    public static string Domain(string address) => Key(address)[(address.Trim().LastIndexOf('@') + 1)..];

    /// <summary>What stands before it.</summary>
    public static string LocalPart(string address) => address[..Math.Max(0, address.LastIndexOf('@'))];

    // what servers disagree about, and what has a meaning in SMTP, is in no real person's address
    private static bool IsPlain(string address) => address.All(c => !char.IsWhiteSpace(c) && !char.IsControl(c) && c is not ('<' or '>' or '"' or '(' or ')' or ',' or ';' or ':' or '\\' or '[' or ']')) && address.Count(c => c == '@') == 1;
}
