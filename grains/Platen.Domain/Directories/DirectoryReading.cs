using System.Collections.Immutable;
using System.Globalization;
using System.Net.Mail;
using Platen.Domain.Users;

namespace Platen.Domain.Directories;

/// <summary>Reads people and groups out of entries. What cannot be taken over is said, and stops nobody else.</summary>
/// <param name="directory">Whose entries they are.</param>
/// <param name="now">Against this an account's end is held.</param>
public sealed class DirectoryReading(UserDirectory directory, DateTimeOffset now)
{
    /// <summary>Largest value that is looked at, in bytes.</summary>
    public const int ValueBytesMax = 1_024;

    private const int GuidBytes = 16;
    private const int AccountDisabled = 2; // ADS_UF_ACCOUNTDISABLE of userAccountControl

    private readonly DirectoryMapping _mapping = directory.Mapping;
    private readonly string _stateAttribute = DirectoryPresets.StateAttribute(directory.Schema);
    private readonly string _expiryAttribute = DirectoryPresets.ExpiryAttribute(directory.Schema);

    /// <summary>The attributes that a person's entry is asked for.</summary>
    public ImmutableArray<string> PersonAttributes() =>
        [.. new[] { _mapping.Key, _mapping.LoginName, _mapping.DisplayName, _mapping.Email, _mapping.Phone, _mapping.IdNumber, _mapping.PersonalNumber, _mapping.SharedFolder, _stateAttribute, _expiryAttribute, DirectoryPresets.ChangeAttribute(directory.Schema) }.Where(name => name.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The attributes that a group's entry is asked for.</summary>
    public ImmutableArray<string> GroupAttributes() =>
        [.. new[] { _mapping.Key, _mapping.GroupName, _mapping.GroupMember, DirectoryPresets.ChangeAttribute(directory.Schema) }.Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The person of an entry, or (null) what is wrong with it; the remark can also be about a person that is taken over.</summary>
    public (DirectoryPerson? Person, string? Remark) Person(DirectoryEntry entry)
    {
        if (KeyOf(entry) is not { } key)
        {
            return (null, $"The entry has no usable {_mapping.Key}; nothing else tells it apart when it is renamed.");
        }

        var login = entry.Text(_mapping.LoginName, ValueBytesMax) ?? "";
        if (LoginNames.Fault(login) is { } fault)
        {
            return (null, $"The entry's {_mapping.LoginName} is no login name: {fault}.");
        }

        var (name, nameRemark) = DisplayName(entry, login);
        var (email, emailRemark) = Email(entry);
        var (contact, contactRemark) = Contact(entry);
        var (isOver, expiryRemark) = Expiry(entry);
        var remarks = new[] { nameRemark, emailRemark, contactRemark, expiryRemark }.OfType<string>().ToList();
        return (new DirectoryPerson(key, entry.Dn, login, name, email, IsActive(entry) && !isOver) { Contact = contact }, remarks.Count == 0 ? null : string.Join(' ', remarks));
    }

    /// <summary>A group's key and name, or what is wrong with it.</summary>
    public (string? Key, string Name, string? Remark) Group(DirectoryEntry entry)
    {
        if (KeyOf(entry) is not { } key)
        {
            return (null, "", $"The group has no usable {_mapping.Key}.");
        }

        var name = entry.Text(_mapping.GroupName, ValueBytesMax);
        return string.IsNullOrWhiteSpace(name) || name.Length > RuleText.NameMax || name.Any(char.IsControl)
            ? (null, "", $"The group's {_mapping.GroupName} is no name: 1 to {RuleText.NameMax} characters are expected.")
            : (key, name, null);
    }

    /// <summary>The key of an entry as text: a binary GUID as a UUID, else what is written; null: there is none.</summary>
    public string? KeyOf(DirectoryEntry entry)
    {
        var value = entry.Of(_mapping.Key).FirstOrDefault();
        if (value.IsDefaultOrEmpty || value.Length > UserRules.SourceKeyMax)
        {
            return null;
        }

        if (value.Length == GuidBytes && directory.Schema != DirectorySchema.OpenLdap)
        {
            return new Guid(value.AsSpan()).ToString("D");
        }

        var text = entry.Text(_mapping.Key, UserRules.SourceKeyMax);
        return string.IsNullOrWhiteSpace(text) || text.Any(char.IsControl) ? null : text;
    }

    private (string Name, string? Remark) DisplayName(DirectoryEntry entry, string login)
    {
        var name = entry.Text(_mapping.DisplayName, ValueBytesMax);
        if (name is { Length: 0 })
        {
            return (login, null);
        }

        return name is null || name.Length > RuleText.NameMax || name.Any(char.IsControl) || string.IsNullOrWhiteSpace(name)
            ? (login, $"The {_mapping.DisplayName} is no name; the login name stands for it.")
            : (name, null);
    }

    private (string Email, string? Remark) Email(DirectoryEntry entry)
    {
        var email = entry.Text(_mapping.Email, ValueBytesMax);
        return email is { Length: 0 } || (email is { Length: <= UserRules.EmailMax } && MailAddress.TryCreate(email, out var address) && address.Address == email)
            ? (email, null)
            : ("", $"The {_mapping.Email} is no e-mail address and is left out.");
    }

    private (DirectoryContact Contact, string? Remark) Contact(DirectoryEntry entry)
    {
        List<string> refused = [];
        string? Read(string attribute, int lengthMax)
        {
            if (attribute.Length == 0)
            {
                return null;
            }

            var value = entry.Text(attribute, ValueBytesMax)?.Trim();
            if (value is null || value.Length > lengthMax || value.Any(char.IsControl))
            {
                refused.Add(attribute);
                return "";
            }

            return value;
        }

        var contact = new DirectoryContact(
            Read(_mapping.Phone, UserRules.PhoneMax), Read(_mapping.IdNumber, UserRules.NumberMax), Read(_mapping.PersonalNumber, UserRules.NumberMax), Read(_mapping.SharedFolder, UserRules.FolderMax));
        return (contact, refused.Count == 0 ? null : $"Left out, because too long or no text: {string.Join(", ", refused)}.");
    }

    // an account whose time is over stands in the directory like any other; its card and PIN would go on here
    private (bool IsOver, string? Remark) Expiry(DirectoryEntry entry)
    {
        if (entry.Text(_expiryAttribute, ValueBytesMax) is not { } written || !DirectoryTimes.TryEnd(directory.Schema, written, out var end))
        {
            return (false, $"The {_expiryAttribute} is no time and is not heeded.");
        }

        return (end <= now, null);
    }

    private bool IsActive(DirectoryEntry entry)
    {
        var state = entry.Text(_stateAttribute, ValueBytesMax) ?? "";
        return directory.Schema switch
        {
            DirectorySchema.ActiveDirectory => !int.TryParse(state, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var flags) || (flags & AccountDisabled) == 0,
            DirectorySchema.EDirectory => !state.Equals("TRUE", StringComparison.OrdinalIgnoreCase),
            _ => true,
        };
    }
}
