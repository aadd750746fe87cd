using System.Collections.Immutable;
using Platen.Domain.Roles;
using Platen.Domain.Users;

namespace Platen.Domain.Tokens;

/// <summary>What a personal token must be like.</summary>
public static class TokenRules
{
    /// <summary>Most personal tokens of a user.</summary>
    public const int PersonalMax = 20;

    /// <summary>Longest name, in characters.</summary>
    public const int NameMax = 100;

    /// <summary>Longest life of a personal token.</summary>
    public static readonly TimeSpan LifeMax = TimeSpan.FromDays(366);

    /// <summary>All that is wrong with what is asked for; empty: nothing.</summary>
    public static ImmutableArray<string> Check(string name, ImmutableArray<Right> scopes, TimeSpan life, Actor actor)
    {
        var errors = ImmutableArray.CreateBuilder<string>();
        if (name.Length is 0 or > NameMax || name.Any(char.IsControl))
        {
            errors.Add($"The name is missing or not allowed: 1 to {NameMax} characters that say which program has the token.");
        }

        if (scopes.IsEmpty)
        {
            errors.Add("The scopes are missing; name the rights that the program needs.");
        }

        foreach (var right in scopes.Where(right => !Rights.Has(actor, right)))
        {
            errors.Add($"The scopes name the right '{RightCatalog.Word(right)}', which you do not hold.");
        }

        RuleText.Duration(errors, "The token's life", life, TimeSpan.FromHours(1), LifeMax);
        return errors.ToImmutable();
    }
}
