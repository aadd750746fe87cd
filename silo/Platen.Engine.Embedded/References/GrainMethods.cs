using System.Reflection;

namespace Platen.Engine.Embedded.References;

/// <summary>The methods of an interface that a proxy implements, its inherited ones included, always in the same order.</summary>
internal static class GrainMethods
{
    public static MethodInfo[] Of(Type type) =>
        [.. type.GetInterfaces().Append(type).SelectMany(static part => part.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)).Where(static method => method.IsAbstract)];

    /// <summary>The result that a caller gets: null for none.</summary>
    public static Type? ResultOf(MethodInfo method) => method.ReturnType.IsGenericType ? method.ReturnType.GetGenericArguments()[0] : null;

    public static bool ReturnsValueTask(MethodInfo method) =>
        method.ReturnType == typeof(ValueTask) || (method.ReturnType.IsGenericType && method.ReturnType.GetGenericTypeDefinition() == typeof(ValueTask<>));
}
