using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Domain.Mail;

/// <summary>A link that was mailed: good once, and for a time. Its token, 256 bits, is in the mail alone; here is its SHA-256.</summary>
public sealed record MailLink
{
    private const int TokenBytes = 32;
    private const int TokenLength = 43;

    /// <summary>Whose it is (TN02).</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>SHA-256 of the token, hexadecimal.</summary>
    public required string Id { get; init; }

    /// <summary>What it opens.</summary>
    public required MailLinkKind Kind { get; init; }

    /// <summary>SHA-256 of the address that it was mailed to: with one link of an address all of its kind are used up.</summary>
    public required string Address { get; init; }

    /// <summary>Whose password it sets; null: it makes a user.</summary>
    public UserId? User { get; init; }

    /// <summary>The sealed <see cref="Applicant"/>; empty: there is none.</summary>
    public ImmutableArray<byte> Content { get; init; } = [];

    /// <summary>It is good until then.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>A new token.</summary>
    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));

    /// <summary>What is stored of a token; null: the text cannot be one.</summary>
    public static string? IdOf(string token) => token.Length == TokenLength && Ascii.IsValid(token) ? Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(token))) : null;

    /// <summary>What is stored of an address.</summary>
    public static string AddressOf(string email) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(EmailAddress.Key(email))));

    /// <summary>Seals what is known of who registers.</summary>
    public static ImmutableArray<byte> Seal(ReadOnlySpan<byte> master, TenantId tenant, string id, Applicant applicant) => SealedSecret.Seal(master, tenant, Context(id), JsonSerializer.Serialize(applicant));

    /// <summary>Opens it; null: it was sealed under another master key.</summary>
    public Applicant? Open(ReadOnlySpan<byte> master) => SealedSecret.Open(master, Tenant, Context(Id), Content.AsSpan()) is { } json ? JsonSerializer.Deserialize<Applicant>(json) : null;

    private static string Context(string id) => $"mail-link/{id}";
}
