using System.Diagnostics.CodeAnalysis;

namespace Platen.Domain.Contracts;

/// <summary>Names a contract within its tenant. A <see cref="Slug"/>: 1 to 63 characters of <c>a-z 0-9 . _ -</c>, the first one a letter or digit. It never changes, the contract's number may.</summary>
public readonly record struct ContractId
{
    private ContractId(string value) => Value = value;

    /// <summary>The id as text; empty only for <c>default</c>, which names nothing.</summary>
    public string Value { get => field ?? string.Empty; }

    /// <summary>Reads an id.</summary>
    /// <exception cref="FormatException">The text is no slug; the message says what one is.</exception>
    public static ContractId Parse(string text) => TryParse(text, out var id) ? id : throw Slug.Error(nameof(ContractId), text);

    /// <summary>Reads an id; false when the text is no slug.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ContractId id)
    {
        id = Slug.IsValid(text) ? new ContractId(text) : default;
        return id.Value.Length > 0;
    }

    /// <summary>The id that a contract gets by its number: small letters, and a hyphen for what no id has. False when nothing of it is left.</summary>
    public static bool TryOfNumber(string number, out ContractId id)
    {
        var plain = new string([.. number.Trim().ToLowerInvariant().Select(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' ? c : '-')]).Trim('-', '.', '_');
        return TryParse(plain, out id);
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
