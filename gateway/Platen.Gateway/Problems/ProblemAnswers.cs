using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platen.Grains.Abstractions;

namespace Platen.Gateway.Problems;

/// <summary>The one place where outcomes become problem answers (RFC 9457): stable <c>type</c> and <c>code</c>, and all errors at once in <c>errors</c>.</summary>
internal static class ProblemAnswers
{
    private const string TypePrefix = "urn:platen:problem:";

    public static ProblemHttpResult Of(int status, string code, string detail, params ImmutableArray<InputError> errors)
    {
        var problem = new ProblemDetails { Type = TypePrefix + code, Title = Title(status), Status = status, Detail = detail };
        problem.Extensions["code"] = code;
        if (errors.Length > 0)
        {
            problem.Extensions["errors"] = errors;
        }

        return TypedResults.Problem(problem);
    }

    public static ProblemHttpResult Invalid(ImmutableArray<InputError> errors) =>
        Of(StatusCodes.Status400BadRequest, ProblemCode.Invalid, string.Join(" ", errors.Select(error => error.Detail)), errors);

    public static ProblemHttpResult NotFound(string what) => Of(StatusCodes.Status404NotFound, ProblemCode.NotFound, $"There is no {what}.");

    public static ProblemHttpResult Forbidden(string needed = "") =>
        Of(StatusCodes.Status403Forbidden, ProblemCode.Forbidden, needed.Length == 0 ? "Your rights do not allow this." : $"Your rights do not allow this; it needs {needed}.");

    /// <summary>The answer for a status that nobody explained.</summary>
    public static ProblemHttpResult OfStatus(int status) => status switch
    {
        StatusCodes.Status404NotFound => NotFound("such page or call here"),
        StatusCodes.Status403Forbidden => Forbidden(),
        StatusCodes.Status503ServiceUnavailable => Of(status, ProblemCode.Unavailable, "The server is busy; try again."),
        >= StatusCodes.Status500InternalServerError => Of(status, ProblemCode.Internal, "The server could not do this; its log says why."),
        _ => Of(status, ProblemCode.Malformed, "The server does not understand this call; its description is at /api/v1/openapi.json."),
    };

    /// <summary>The answer to a command that was not done.</summary>
    public static ProblemHttpResult Of(CommandResult result)
    {
        var detail = string.Join(" ", result.Messages);
        return result.Code switch
        {
            CommandCode.Invalid => Invalid([.. result.Messages.Select(message => new InputError(message, Domain.RuleFields.Of(message) is { } field ? "#/" + field : null))]),
            CommandCode.NotFound => Of(StatusCodes.Status404NotFound, ProblemCode.NotFound, detail),
            CommandCode.Forbidden => Of(StatusCodes.Status403Forbidden, ProblemCode.Forbidden, detail),
            CommandCode.NotUnique => Of(StatusCodes.Status409Conflict, ProblemCode.NotUnique, detail),
            CommandCode.Contended => Of(StatusCodes.Status409Conflict, ProblemCode.Contended, detail),
            CommandCode.Refused => Of(StatusCodes.Status409Conflict, ProblemCode.Refused, detail),
            _ => throw new InvalidOperationException($"A command ended with {result.Code}, which is no refusal."),
        };
    }

    private static string Title(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "What was sent is not valid",
        StatusCodes.Status401Unauthorized => "Not logged in",
        StatusCodes.Status403Forbidden => "Not allowed",
        StatusCodes.Status404NotFound => "Not found",
        StatusCodes.Status409Conflict => "Not possible in this state",
        StatusCodes.Status413PayloadTooLarge => "Too large",
        StatusCodes.Status415UnsupportedMediaType => "Not JSON",
        StatusCodes.Status429TooManyRequests => "Too many tries",
        StatusCodes.Status503ServiceUnavailable => "Not available now",
        _ => "An error",
    };
}
