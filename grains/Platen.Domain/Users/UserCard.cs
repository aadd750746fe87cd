using System.Collections.Immutable;

namespace Platen.Domain.Users;

/// <summary>An ID card: a keyed HMAC of its number, and the last characters for people to tell cards apart.</summary>
public sealed record UserCard(ImmutableArray<byte> Index, string Label);
