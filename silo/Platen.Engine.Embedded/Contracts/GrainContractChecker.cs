using System.Reflection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using Platen.Engine.Embedded.References;

namespace Platen.Engine.Embedded.Contracts;

/// <summary>
/// Checks that grain classes and interfaces can work here and under Orleans alike. Messages are passed by reference, so all that
/// goes through an interface must be immutable: Orleans would copy what is not.
/// </summary>
internal static class GrainContractChecker
{
    private static readonly HashSet<Type> ReturnShapes = [typeof(Task), typeof(Task<>), typeof(ValueTask), typeof(ValueTask<>)];

    public static IReadOnlyList<string> Check(IEnumerable<Type> classes, IEnumerable<Type> interfaces) =>
        [.. classes.SelectMany(CheckClass), .. interfaces.SelectMany(CheckInterface)];

    private static IEnumerable<string> CheckClass(Type type)
    {
        if (type.ContainsGenericParameters)
        {
            yield return $"{type} is generic. Make one grain class per type.";
        }

        if (type.GetConstructors().Length == 0)
        {
            yield return $"{type} has no public constructor. Make it public: the class itself may be internal.";
        }
    }

    private static IEnumerable<string> CheckInterface(Type type)
    {
        if (type.ContainsGenericParameters)
        {
            return [$"{type} is generic. Make one grain interface per type."];
        }

        if (typeof(IGrain).IsAssignableFrom(type) && !typeof(IGrainWithStringKey).IsAssignableFrom(type))
        {
            return [$"{type} has no string key. Derive it from IGrainWithStringKey: this engine has no other keys."];
        }

        return GrainMethods.Of(type).Where(method => method.DeclaringType == type).SelectMany(CheckMethod);
    }

    private static IEnumerable<string> CheckMethod(MethodInfo method)
    {
        var name = $"{method.DeclaringType}.{method.Name}";
        if (method.IsSpecialName || method.IsGenericMethod)
        {
            return [$"{name} is {(method.IsGenericMethod ? "a generic method" : "a property or an event")}. Make it a plain method."];
        }

        var errors = new List<string>();
        CheckReturn(method, name, errors);
        foreach (var parameter in method.GetParameters())
        {
            CheckParameter(parameter, name, errors);
        }

        if (method.GetParameters().Count(static parameter => parameter.ParameterType == typeof(CancellationToken)) > 1)
        {
            errors.Add($"{name} has more than one CancellationToken. Keep one, as its last parameter.");
        }

        return errors;
    }

    private static void CheckReturn(MethodInfo method, string name, List<string> errors)
    {
        var type = method.ReturnType;
        if (type == typeof(void) && typeof(IGrainObserver).IsAssignableFrom(method.DeclaringType))
        {
            return;
        }

        var shape = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        if (!ReturnShapes.Contains(shape))
        {
            errors.Add($"{name} returns {type}. Return Task, Task<T>, ValueTask or ValueTask<T>.");
        }
        else if (GrainMethods.ResultOf(method) is { } result)
        {
            if (method.IsDefined(typeof(OneWayAttribute)))
            {
                errors.Add($"{name} is [OneWay] and has a result that nobody gets. Return Task, or remove [OneWay].");
            }

            Add(errors, Immutability.FaultOf(result, method.DeclaringType!.Assembly), $"{name} returns");
        }
    }

    private static void CheckParameter(ParameterInfo parameter, string name, List<string> errors)
    {
        if (parameter.ParameterType.IsByRef)
        {
            errors.Add($"{name} has the in, ref or out parameter {parameter.Name}. Pass it by value, and return what it gives back.");
        }
        else if (parameter.ParameterType != typeof(CancellationToken) && !parameter.IsDefined(typeof(ImmutableAttribute)))
        {
            Add(errors, Immutability.FaultOf(parameter.ParameterType, parameter.Member.DeclaringType!.Assembly), $"{name} takes {parameter.Name}:");
        }
    }

    private static void Add(List<string> errors, string? fault, string where)
    {
        if (fault is not null)
        {
            errors.Add($"{where} {fault}");
        }
    }
}
