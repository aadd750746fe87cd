using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Platen.Domain.Accounting;
using Platen.Gateway.Problems;

namespace Platen.Gateway.Api.Shared;

/// <summary>Reads the values of a request, and collects everything that is wrong with them, so that one answer names all of it.</summary>
internal sealed class Input
{
    private readonly ImmutableArray<InputError>.Builder _errors = ImmutableArray.CreateBuilder<InputError>();

    /// <summary>The answer that names all errors; null: there are none.</summary>
    public IResult? Refusal => _errors.Count == 0 ? null : ProblemAnswers.Invalid(_errors.ToImmutable());

    public void Add(string field, string detail) => _errors.Add(new InputError(detail, "#/" + field));

    /// <summary>A text that must be there.</summary>
    public string Text(string? value, string field)
    {
        if (string.IsNullOrEmpty(value))
        {
            Add(field, $"'{field}' is missing.");
        }

        return value ?? "";
    }

    /// <summary>A number that must be there.</summary>
    public int Number(int? value, string field)
    {
        if (value is null)
        {
            Add(field, $"'{field}' is missing; give a number.");
        }

        return value ?? 0;
    }

    /// <summary>One of an enumeration's words; the fallback when it is left out, or an error when there is none.</summary>
    public T Word<T>(string? text, string field, T? fallback = null, JsonNamingPolicy? policy = null)
        where T : struct, Enum
    {
        if (text is null && fallback is { } given)
        {
            return given;
        }

        if (text is null || !Words.TryParse<T>(text, out var value, policy))
        {
            Add(field, $"'{field}' is {(text is null ? "missing" : $"'{text}'")}; give one of {string.Join(", ", Words.Of<T>(policy))}.");
            return default;
        }

        return value;
    }

    /// <summary>An amount of money in ten-thousandths; 0 when it is left out.</summary>
    public long Amount(string? text, string field)
    {
        if (text is null)
        {
            return 0;
        }

        if (!Money.TryParse(text, out var value))
        {
            Add(field, $"'{field}' is '{text}'; give an amount such as \"0.05\", with four decimal places at most.");
        }

        return value;
    }

    /// <summary>An id that must be there.</summary>
    public T Id<T>(string? text, string field, TryParseId<T> tryParse)
        where T : struct
    {
        if (tryParse(text, out var id))
        {
            return id;
        }

        Add(field, text is null ? $"'{field}' is missing; give an id." : $"'{field}' is '{text}', which is no id.");
        return default;
    }

    /// <summary>An id that may be left out.</summary>
    public T? OptionalId<T>(string? text, string field, TryParseId<T> tryParse)
        where T : struct => text is null ? null : Id(text, field, tryParse);
}
