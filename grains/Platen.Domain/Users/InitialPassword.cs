using System.Security.Cryptography;

namespace Platen.Domain.Users;

/// <summary>
/// A password that somebody else has set is an initial one: it opens the page where its user chooses an own one and nothing else, and that for a limited time (ASVS 6.4.1). What the user or the server itself set is not: the server sets
/// passwords only for who has just chosen one, at the set-up and at the end of a registration.
/// </summary>
public static class InitialPassword
{
    /// <summary>The least that a tenant can let it be good for.</summary>
    public static readonly TimeSpan LifeMin = TimeSpan.FromHours(1);

    /// <summary>The most: somebody on a long leave is given another one.</summary>
    public static readonly TimeSpan LifeMax = TimeSpan.FromDays(30);

    private const int Groups = 4;
    private const int GroupLength = 5;

    // what nobody takes for something else on paper: no 0 O, 1 l I
    private const string Lower = "abcdefghijkmnopqrstuvwxyz";
    private const string Upper = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const string Digits = "23456789";

    /// <summary>Whether the user still has to choose an own one. Who logs in by a directory or provider has none here.</summary>
    public static bool Is(User user) => user is { AuthenticatedBy.Length: 0, InitialPasswordEndsAt: not null };

    /// <summary>Whether its time is over: it opens nothing any more.</summary>
    public static bool IsOver(User user, DateTimeOffset now) => Is(user) && user.InitialPasswordEndsAt <= now;

    /// <summary>Whether a password that an actor sets is an initial one, if nothing else is said.</summary>
    public static bool IsBy(Actor actor, UserId owner) => actor.Kind is ActorKind.User or ActorKind.Client && !Rights.Is(actor, owner);

    /// <summary>A random one, as <c>mK4tR-…</c>: four groups of five letters and digits, 116 bits less a trifle, good at each level of <see cref="PasswordPolicy"/>.</summary>
    public static string Draw()
    {
        string drawn;
        do
        {
            drawn = string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Lower + Upper + Digits, GroupLength)));
        }
        while (!drawn.Any(Lower.Contains) || !drawn.Any(Upper.Contains) || !drawn.Any(Digits.Contains)); // one in thirteen has no digit

        return drawn;
    }
}
