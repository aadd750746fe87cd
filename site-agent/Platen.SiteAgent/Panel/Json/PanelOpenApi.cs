using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Platen.SiteAgent.Panel.Json;

/// <summary>The protocol's OpenAPI document, at <c>/panel/v1/openapi.json</c>.</summary>
internal static class PanelOpenApi
{
    private const string Document = "v1";
    private const string Scheme = "session";

    public static void Add(IServiceCollection services) => services.AddOpenApi(Document, options =>
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith("panel/v1/devices", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            Secure(operation, context);
            operation.RequestBody?.Content?.Remove(JsonEndpoints.AnyType);
            return Task.CompletedTask;
        });
    });

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapOpenApi("/panel/v1/openapi.json");

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Platen panel protocol",
            Version = "1",
            Description = "For terminals at a device: log in, list one's own jobs, release and delete them. Errors are problem details (RFC 9457) with stable types urn:platen:panel:CODE.",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "The token of a login at this device.",
        };
    }

    // what can be refused for want of a session, needs one; the login itself does not
    private static void Secure(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        if (operation.OperationId != "logIn" && operation.Responses?.ContainsKey("401") == true)
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
        }
    }
}
