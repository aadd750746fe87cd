using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Platen.Domain.Roles;
using Platen.Domain.Users;

namespace Platen.Gateway.Api.Shared;

/// <summary>The OpenAPI description: what each call needs comes from the table of rights, and every call names its error answers.</summary>
internal static class ApiDescription
{
    private const string SchemeId = "session";

    private const string ProblemType = "application/problem+json";

    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = call => call.RelativePath?.StartsWith(ApiEndpoints.Root.TrimStart('/'), StringComparison.Ordinal) == true;
        options.AddDocumentTransformer(DescribeAsync);
        options.AddOperationTransformer(SecureAsync);
    });

    private static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Platen",
            Version = "v1",
            Description = "Print management. Lists are paged: send 'next' of an answer as 'after'. Times are UTC, money is a decimal string, errors are RFC 9457 problems with a stable 'code'.",
        };
        // the framework puts the Host header there, which the client chooses
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes[SchemeId] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The token that POST /api/v1/session gives." };
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
        document.Components.Schemas["Problem"] = ProblemSchema();
        return Task.CompletedTask;
    }

    private static Task SecureAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var path = "/" + context.Description.RelativePath?.Trim('/');
        var needed = RouteRights.Web.First(rule => rule.Method == context.Description.HttpMethod && rule.Route == path).Needed;
        List<(int Status, string Text)> errors = [(400, "What was sent is not valid; 'errors' names all of it."), (503, "The database is not reachable now.")];
        if (needed != Access.Anonymous)
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(SchemeId, context.Document)] = [] }];
            errors.AddRange([(401, "Not logged in."), (403, needed.Kind == AccessKind.Rights ? $"The right {needed} is needed." : "Not allowed.")]);
        }
        else
        {
            errors.AddRange([(403, "Refused: the token is wrong, or the call came from another site's page."), (429, "Too many tries from this address.")]);
        }

        if (path.Contains('{', StringComparison.Ordinal))
        {
            errors.Add((404, "There is no such record."));
        }

        if (context.Description.HttpMethod != "GET")
        {
            errors.Add((409, "The record's state does not allow it, or a name is taken."));
        }

        operation.Responses ??= [];
        foreach (var (status, text) in errors.OrderBy(error => error.Status))
        {
            operation.Responses[status.ToString()] = ProblemResponse(text, context.Document);
        }

        return Task.CompletedTask;
    }

    private static OpenApiResponse ProblemResponse(string text, OpenApiDocument? document) => new()
    {
        Description = text,
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [ProblemType] = new() { Schema = new OpenApiSchemaReference("Problem", document) } },
    };

    private static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "A problem (RFC 9457).",
        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
        {
            ["type"] = Text("urn:platen:problem:{code}"),
            ["title"] = Text("The kind of problem."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = Text("What is wrong here, and how to mend it."),
            ["code"] = Text("Stable; for programs."),
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal) { ["detail"] = Text("What is wrong."), ["pointer"] = Text("Where, as a JSON pointer.") },
                },
            },
        },
    };

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };
}
